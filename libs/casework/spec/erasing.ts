import type { CaseCommand, MessageKind, NewCaseEvent } from '../records/catalogue.js';
import type { CaseFile } from '../records/file.js';
import { identityKnown, untoldThere } from './histories.js';
import { Here, There } from './lands.js';
import { id, sampleFacts } from './sample.js';
import { twoNodes, type Given, type TwoNodes } from './two-nodes.js';

export type Side = Given['country'];
export const other = (country: Side): Side => (country === Here ? There : Here);
const by = (country: Side, agency: string, command: CaseCommand): Given => ({
  country,
  agency,
  command,
});
export const focal = (country: Side, command: CaseCommand): Given => by(country, 'focal', command);

export const presumed: NewCaseEvent = {
  type: 'InitialScreeningCompleted',
  data: { outcome: 'presumed', indicators: ['debt'], urgentNeeds: [] },
};
export const begun = (): TwoNodes => twoNodes([...untoldThere, ...identityKnown, presumed], sampleFacts);
export const tell = (nodes: TwoNodes): void => {
  nodes.give(focal(Here, { type: 'NotifyCountry', body: { country: There, locationType: 'shelter' } }));
  nodes.give(focal(Here, { type: 'SendCaseForm', body: { to: There } }));
};

export const erase = (
  nodes: TwoNodes,
  country: Side,
  ground: 'person_request' | 'retention' = 'person_request',
) => {
  nodes.give(focal(country, { type: 'RequestErasure', body: { ground } }));
  const requestId = nodes.file(country).erasure.requests.at(-1)?.requestId ?? id('none');
  return nodes.give(by(country, 'welfare', { type: 'ConfirmErasure', body: { requestId } }));
};

export const ofKind = ({ disclosure }: CaseFile, kind: MessageKind) =>
  disclosure.own.filter((message) => message.kind === kind);
export const asked = (file: CaseFile) => ofKind(file, 'ErasureRequested').at(-1);

export const hold: CaseCommand = { type: 'PlaceLegalHold', body: { authority: 'court' } };
export const refusal: CaseCommand = { type: 'RefuseErasure', body: { to: Here, ground: 'legal_hold' } };
