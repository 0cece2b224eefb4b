import { z } from 'zod';
import { countries, letsPass, type Country, type Instrument } from '#casework';

/** An office that is written to on paper. */
const Counterpart = z.strictObject({
  /** To whom a letter is addressed, in the words of its own country. */
  office: z.string().trim().min(1).max(300),
  /** In which its letters are written beside the own ones; those of its country's facts where absent. */
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}$/, 'a language code'))
    .min(1)
    .optional(),
});

/** The countries that are written to on paper, and whom: the file of PAPER_FILE. */
export const PaperCounterparts = z.partialRecord(z.enum(countries), Counterpart);
export type PaperCounterparts = z.infer<typeof PaperCounterparts>;

/** One sentence for each country that is named and cannot be written to. */
export const wrongCounterparts = (
  country: Country,
  instruments: readonly Instrument[],
  paper: PaperCounterparts,
): readonly string[] =>
  (Object.keys(paper) as Country[]).flatMap((other) => {
    if (other === country) return [`PAPER_FILE names ${other}, the own country. Take it out.`];
    return instruments.some((instrument) => letsPass(instrument, country, other))
      ? []
      : [
          `No instrument lets anything pass between ${country} and ${other}. Take ${other} out of PAPER_FILE: what is done with it by hand needs no setting.`,
        ];
  });
