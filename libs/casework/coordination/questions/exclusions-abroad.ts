import type { OwnMessage } from '../../disclosure/state.js';
import type { CaseFile } from '../../records/file.js';
import type { Country } from '../../words/country.js';
import type { Exclusion } from '../state.js';

type Kind = 'PartyExcluded' | 'ExclusionLifted';
type Parts = Pick<CaseFile, 'coordination' | 'disclosure'>;

/** Exclusions made here that concern offices or officials of another country. */
export const exclusionsOf = ({ coordination }: Parts, country: Country): readonly Exclusion[] =>
  coordination.exclusions.filter((exclusion) => exclusion.country === country);

const tells = ({ kind, payload }: OwnMessage, exclusionId: string, told: Kind): boolean =>
  kind === told && payload?.['exclusionId'] === exclusionId;

/** Whether a message went or may still go, and was not refused there. */
export const counts = ({ status, receipt }: OwnMessage): boolean =>
  status !== 'withheld' && receipt !== 'refused';

/** Messages of ours that tell of an exclusion, or of its end, and count. */
export const toldOf = ({ disclosure }: Parts, exclusionId: string, kind: Kind): readonly OwnMessage[] =>
  disclosure.own.filter((message) => tells(message, exclusionId, kind) && counts(message));

/** Whether an exclusion does not bind over there: it was told and not taken. */
export const isUnbound = (file: Parts, country: Country): boolean =>
  exclusionsOf(file, country).some(
    ({ exclusionId }) =>
      toldOf(file, exclusionId, 'PartyExcluded').length === 0 &&
      file.disclosure.own.some(
        (message) => tells(message, exclusionId, 'PartyExcluded') && message.receipt === 'refused',
      ),
  );

/** Whether an exclusion that was told has not gone yet: what else was approved for that country goes after it. */
export const goesFirst = (file: Parts, country: Country): boolean =>
  exclusionsOf(file, country).some(({ exclusionId }) => {
    const messages = toldOf(file, exclusionId, 'PartyExcluded');
    return messages.length > 0 && !messages.some(({ status }) => status === 'released');
  });
