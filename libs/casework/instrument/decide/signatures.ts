import { refuse, type Decision } from '../../words/decision.js';
import type { Instrument } from '../../words/instrument.js';
import { partiesTo } from '../questions/standing.js';
import type { PartySignature } from '../values.js';
import type { CheckedSignature, SignatureFault } from './decisions.js';

const sentences: Readonly<Record<SignatureFault, string>> = {
  unreadable: 'A signature is no JWS that names its key, Ed25519 and the instant at which it was made.',
  unknown_key: 'A signature names a key that is not in the list of the keys of the parties.',
  not_yet_valid: 'A signature was made before the key of the party was valid.',
  revoked: 'A signature was made after the key of the party was revoked.',
  other_text: 'A signature does not fit this text: something else was signed.',
  signed_ahead: 'A signature was made at an instant that lies in the future.',
};

/** The signatures of a command, each by a party and each once; a refusal where one of them does not count. */
export const goodSignatures = (
  checked: readonly CheckedSignature[],
  text: Pick<Instrument, 'parties' | 'furtherParties'>,
): readonly PartySignature[] | Decision<never> => {
  const good: PartySignature[] = [];
  for (const signature of checked) {
    if (signature.fault !== undefined) return refuse('bad_signature', sentences[signature.fault]);
    const { party } = signature;
    if (!partiesTo(text).includes(party))
      return refuse('bad_signature', `A signature is by ${party}, which is no party to this text.`);
    if (good.some((other) => other.party === party))
      return refuse('bad_signature', `Two signatures are by ${party}. One is enough.`);
    good.push(signature);
  }
  return good;
};
