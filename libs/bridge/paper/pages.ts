import { isMessageKind, isStop, isWarning, messages } from '#casework';
import type { LetterContent } from './content.js';
import { nameIn } from './field-labels.js';
import { inWords, labelIn, translatedInto, type LabelName } from './labels.js';
import { toldIn } from './told.js';

/** What is printed beside the content. */
export interface Printed {
  /** The office of the channel that sends it; who decided is nobody's to read. */
  readonly sender: string;
  readonly addressee: string;
  /** Those of the two sides, the own first. */
  readonly languages: readonly string[];
  readonly digest: string;
  readonly signature: string;
}

/** A paragraph, a space of so many points, or a line across the sheet. */
export type Block =
  | { readonly text: string; readonly size?: number; readonly indent?: number }
  | { readonly gap: number }
  | { readonly rule: true };

const large = 18;
const medium = 13;
const small = 8;

/** Nothing but the number: a mail room may not even know which offices write to each other, for their names say about whom. */
const cover = ({ letter }: LetterContent, { languages }: Printed): readonly Block[] => [
  { gap: 200 },
  { text: `${labelIn('letter', languages)}\n${letter}`, size: large },
  { gap: 24 },
  { text: labelIn('confidential', languages), size: medium },
];

const notice = (languages: readonly string[]): string => {
  const translated = translatedInto(languages);
  return [
    ...(translated.length === 0
      ? []
      : [`Translations into ${translated.join(', ')} have not been reviewed; the English text counts.`]),
    'What stands in English alone has no translation yet.',
  ].join(' ');
};

/** What the letter tells. */
const body = (content: LetterContent, printed: Printed): readonly Block[] => {
  const { sender, addressee, languages, digest, signature } = printed;
  const { kind, scope, payload } = content;
  const line = (name: LabelName, value: string | undefined, size?: number): readonly Block[] =>
    value === undefined ? [] : [{ text: `${labelIn(name, languages)}: ${value}`, ...(size ? { size } : {}) }];
  return [
    ...(isStop(kind) || isWarning(kind) ? [{ text: labelIn('urgent', languages), size: medium }] : []),
    { text: nameIn(kind, languages), size: medium },
    ...(isMessageKind(kind) ? [{ text: messages[kind].summary }] : []),
    { gap: 8 },
    ...line('letter', content.letter),
    ...line('date', content.at.slice(0, 10)),
    ...line('from', sender),
    ...line('to', addressee),
    ...line('ourReference', content.ourReference),
    ...line('yourReference', content.yourReference),
    ...line('answers', content.answers),
    ...line('answerBy', content.answerDue),
    ...line('under', `${content.instrument} (${content.instrumentVersion}), clause ${content.clause}`),
    ...line('purpose', inWords(content.purpose)),
    ...line('holdsUntil', scope?.until),
    ...line('consentFor', scope?.agency),
    { rule: true },
    ...toldIn(payload, languages).map(({ depth, name, value }) => ({
      text: value === undefined ? name : `${name}: ${value}`,
      indent: 14 * depth,
    })),
    { rule: true },
    { text: labelIn('use', languages) },
    { text: notice(languages), size: small },
    { gap: 6 },
    ...line('digest', digest, small),
    ...line('signature', signature, small),
  ];
};

/** A sheet to be signed and sent back: its number alone, so that whoever carries it learns nothing. */
const receipt = ({ letter }: LetterContent, { languages }: Printed): readonly Block[] => {
  const label = (name: LabelName): string => labelIn(name, languages);
  return [
    { text: label('receipt'), size: large },
    { gap: 12 },
    { text: `${label('letter')}: ${letter}`, size: medium },
    { text: label('sendBack') },
    ...(['receivedBy', 'signedOn'] as const).flatMap((name): readonly Block[] => [
      { gap: 24 },
      { text: `${label(name)}:` },
      { gap: 24 },
      { rule: true },
    ]),
  ];
};

/** The parts of a letter, each on sheets of its own. */
export const partsOf = (content: LetterContent, printed: Printed): readonly (readonly Block[])[] => [
  cover(content, printed),
  body(content, printed),
  receipt(content, printed),
];

/** What stands at the foot of every sheet. */
export const footOf = ({ letter }: LetterContent, { languages }: Printed, page: number, of: number): string =>
  `${letter}    ${labelIn('page', languages)} ${page} / ${of}`;
