import type { Context } from '../words/context.js';
import { given, type Outcome } from './given.js';
import { identityKnown, openToThere } from './histories.js';
import { There } from './lands.js';
import { sampleActor } from './sample.js';

/** Where every other country is written to on paper. */
export const onPaper: Partial<Context> = { channelTo: () => 'paper' };
export const byTheNode: Partial<Context> = { ...onPaper, actor: sampleActor('node', 'node') };

const approvedIn = ({ decision }: Outcome): string =>
  decision.events.flatMap((event) => (event.type === 'MessageApproved' ? [event.data.messageId] : []))[0] ??
  '';

/** A step that sends, and what goes because of it. */
export const going = (step: Outcome, messageId = approvedIn(step)): Outcome =>
  step.when('ReleaseMessage', { messageId }, byTheNode);

export const numberOf = ({ file }: Outcome, kind: string): string =>
  file.letters.own.find((own) => own.kind === kind)?.letter ?? '';

/** A letter that asks whether the person is a national, released and not handed over. */
export const askedByLetter = (): Outcome =>
  going(
    given(...openToThere, ...identityKnown).when('RequestNationalityConfirmation', { of: There }, onPaper),
  );
