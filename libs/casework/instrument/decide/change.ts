import { accept, refuse, type Decision } from '../../words/decision.js';
import { withoutEffect, type WithoutEffect } from '../questions/standing.js';
import { proposedIn, type StatedChange } from '../state.js';
import type { ChangeKind } from '../values.js';
import type { InstrumentDecisions } from './decisions.js';
import { goodSignatures } from './signatures.js';

/**
 * How far ahead the instant of a notice lies at least, milliseconds. Every process of a node knows of the notice by then,
 * whichever took it: each reads the register anew far more often.
 */
export const noticeAheadMs = 60_000;

const withoutEffectOf = (why: WithoutEffect, change: ChangeKind): Decision<never> => {
  switch (why) {
    case 'unknown':
      return refuse('unknown_reference', 'The notice names a version that does not hold at its instant.');
    case 'unsigned_text':
      return refuse('signature_missing', 'Not all parties have signed the text itself.');
    case 'signatures_missing':
      return refuse(
        'signature_missing',
        change === 'suspended'
          ? 'A party must sign the notice.'
          : 'All parties must sign the notice. One of them alone can only suspend.',
      );
    case 'too_early':
      return refuse('impossible_date', 'The instant lies before the first day that the text itself names.');
    case 'another_holds':
      return refuse(
        'wrong_state',
        'Another version holds at that instant. Name it as the one that is replaced, or end it.',
      );
    case 'draft':
      return refuse('wrong_state', 'The text is not in force at that instant.');
    case 'in_force':
      return refuse('wrong_state', 'The text is in force at that instant already.');
    case 'suspended':
      return refuse('wrong_state', 'The text is suspended at that instant already.');
    case 'superseded':
      return refuse('wrong_state', 'Another version took the place of this text before that instant.');
    case 'ended':
      return refuse('wrong_state', 'The text has ended before that instant.');
  }
};

export const changing: Pick<InstrumentDecisions, 'StateChange'> = {
  StateChange: ({ change, at, replaces }, register, context, papers) => {
    const { code, version, hash } = papers;
    const text =
      context.instruments.find((each) => each.code === code && each.version === version) ??
      proposedIn(register, code, version)?.text;
    if (!text?.parties.includes(context.country) || hash === undefined)
      return refuse('unknown_reference', 'The own country has no text under this code and version.');
    if (replaces !== undefined && change !== 'in_force')
      return refuse('wrong_state', 'Only a text that comes into force takes the place of another.');
    if (Date.parse(at) < Date.parse(context.now) + noticeAheadMs)
      return refuse(
        'impossible_date',
        'The instant lies in the past, or less than a minute ahead. A text counts from the instant that its notice states, or not at all.',
      );
    const good = goodSignatures(papers.signatures, text);
    if ('events' in good) return good;
    const stated: StatedChange = {
      ...{ change, code, version, hash, at, signatures: good },
      ...(replaces === undefined ? {} : { replaces }),
    };
    const why = withoutEffect({ builtIn: papers.builtIn, register }, stated);
    if (why) return withoutEffectOf(why, change);
    return accept({
      type: 'InstrumentChangeStated',
      data: {
        ...{ code, version, hash, change, at, signatures: [...good] },
        ...(replaces === undefined ? {} : { replaces }),
      },
    });
  },
};
