import { accept, refuse } from '../../words/decision.js';
import type { Context } from '../../words/context.js';
import { letsPass, type Instrument } from '../../words/instrument.js';
import { missingOf } from '../questions/standing.js';
import { proposedIn } from '../state.js';
import type { InstrumentText } from '../values.js';
import type { InstrumentDecisions } from './decisions.js';
import { goodSignatures } from './signatures.js';
import { faultsOfText } from './text.js';

const registeredIn = ({ instruments }: Context, code: string, version: string): Instrument | undefined =>
  instruments.find((each) => each.code === code && each.version === version);

/** The countries to which the own one would write under a text. */
const addressed = ({ clauses }: InstrumentText, { country }: Context) =>
  [...new Set(clauses.flatMap(({ from, to }) => [...from, ...to]))].filter((other) => other !== country);

/** The exchange of the code, or of what lets messages pass with the same countries; undefined where one has none. */
const exchangeFor = (text: InstrumentText, context: Context): string | undefined => {
  const lines = addressed(text, context).map((other) =>
    context.instruments.find((each) => letsPass(each, context.country, other)),
  );
  if (lines.some((line) => line === undefined)) return undefined;
  return (context.instruments.find(({ code }) => code === text.code) ?? lines[0])?.exchange;
};

export const proposing: Pick<InstrumentDecisions, 'ProposeInstrument' | 'SignInstrument'> = {
  ProposeInstrument: ({ text }, register, context, { hash }) => {
    const { code, version } = text;
    const faults = faultsOfText(text);
    if (faults.length > 0)
      return refuse('unknown_reference', 'The text cannot be signed as it is.', 'P1', faults);
    if (!text.parties.includes(context.country))
      return refuse('unknown_reference', 'The own country is no party to this text.');
    const there = proposedIn(register, code, version) ?? registeredIn(context, code, version);
    if (there && there.hash !== hash)
      return refuse(
        'already_exists',
        'Another text stands under this code and version. Whoever changes a text gives it another version.',
      );
    if (proposedIn(register, code, version))
      return refuse('already_exists', 'This text was proposed already.');
    const exchange = exchangeFor(text, context);
    if (exchange === undefined || hash === undefined)
      return refuse(
        'unknown_reference',
        'No exchange carries messages to a country that its clauses name. A release must name one first.',
      );
    return accept({ type: 'InstrumentProposed', data: { code, version, hash, text, exchange } });
  },

  SignInstrument: (_body, register, _context, { code, version, signatures }) => {
    const proposed = proposedIn(register, code, version);
    if (!proposed)
      return refuse(
        'unknown_reference',
        'No text was proposed under this code and version. Propose it first.',
      );
    const good = goodSignatures(signatures, proposed.text);
    if ('events' in good) return good;
    const [signature] = good;
    if (!signature) return refuse('signature_missing', 'There is no signature.');
    if (!missingOf(proposed.text, proposed).includes(signature.party))
      return refuse('already_exists', `${signature.party} has signed this text.`);
    return accept({
      type: 'InstrumentSigned',
      data: { code, version, hash: proposed.hash, signature },
    });
  },
};
