import { v5 } from 'uuid';
import { Here } from '../../spec/lands.js';
import { sampleActor, sampleContext } from '../../spec/sample.js';
import type { Context } from '../../words/context.js';
import type { Decision } from '../../words/decision.js';
import type { PeopleCommand } from '../commands.js';
import { decidePeople } from '../rules.js';
import { advancePeople, emptyPeopleRegister, type NewPeopleEvent, type PeopleRegister } from '../state.js';

const namespace = '5f0c8c0e-8a2b-4f7a-9c1d-2e3f4a5b6c7d';

/** Who gives which command, and when. */
export interface Told {
  readonly by: string;
  readonly command: PeopleCommand;
  readonly agency?: string;
  readonly now?: string;
  readonly roles?: readonly string[];
}

export const now = '2018-03-05T04:00:00.000Z';

const contextOf = (
  register: PeopleRegister,
  { by, agency = 'focal', now: at = now, roles }: Told,
): Context => ({
  ...sampleContext({
    now: at,
    country: Here,
    actor: { ...sampleActor(agency, by, Here), ...(roles ? { roles } : {}) },
  }),
  idFor: (label) => v5(`${register.revision} ${label}`, namespace),
});

export const decided = (register: PeopleRegister, told: Told): Decision<NewPeopleEvent> =>
  decidePeople(told.command, register, contextOf(register, told));

const withEvents = (
  register: PeopleRegister,
  { events }: Decision<NewPeopleEvent>,
  { by, agency = 'focal', now: at = now }: Told,
): PeopleRegister =>
  advancePeople(
    register,
    events.map((event, index) => {
      const revision = register.revision + 1 + index;
      const eventId = v5(`${revision}`, namespace);
      return {
        ...event,
        meta: {
          ...{ eventId, revision, streamId: 'people-register', country: Here, agency, actor: by },
          ...{ occurredAt: at, recordedAt: at, commandId: eventId, bodyHash: '' },
          ...{ correlationId: eventId, causationId: eventId },
        },
      };
    }),
  );

/** The register after commands, one after the other; those that are refused change nothing. */
export const after = (
  told: readonly Told[],
  register: PeopleRegister = emptyPeopleRegister,
): PeopleRegister => told.reduce((before, one) => withEvents(before, decided(before, one), one), register);

/** Appoints somebody, proposed by one and confirmed by another, whatever stood before. */
export const appointed = (
  register: PeopleRegister,
  { person, country, post }: Extract<PeopleCommand, { type: 'ProposeAppointment' }>['body'],
): PeopleRegister => {
  const proposed = after(
    [{ by: 'chief-1', command: { type: 'ProposeAppointment', body: { person, country, post } } }],
    register,
  );
  const last = proposed.appointments.at(-1);
  if (!last || proposed.revision === register.revision) return proposed;
  const body = { appointmentId: last.appointmentId };
  return after([{ by: 'chief-2', command: { type: 'ConfirmAppointment', body } }], proposed);
};
