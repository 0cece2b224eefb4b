import { describe, expect, it } from '@jest/globals';
import { caseCommands, caseEvents, commandsByProcess, publicCommands } from './catalogue.js';
import { alertEvents } from '../alerts/events.js';
import { consentEvents } from '../consent/events.js';
import { contactEvents } from '../contact/events.js';
import { coordinationEvents } from '../coordination/events.js';
import { disclosureEvents } from '../disclosure/events.js';
import { entriesEvents } from '../entries/events.js';
import { erasureEvents } from '../erasure/events.js';
import { identificationEvents } from '../identification/events.js';
import { identityEvents } from '../identity/events.js';
import { nationalityEvents } from '../nationality/events.js';
import { proceedingsEvents } from '../proceedings/events.js';
import { protectionEvents } from '../protection/events.js';
import { reintegrationEvents } from '../reintegration/events.js';
import { repatriationEvents } from '../repatriation/events.js';
import { stepsEvents } from '../steps/events.js';
import { shelterEvents } from '../shelter/events.js';
import { tracingEvents } from '../tracing/events.js';
import { systemCommands } from '../disclosure/commands.js';

describe('the catalogue', () => {
  it('holds no command name twice: one process would take over another’s', () => {
    const names = Object.values(commandsByProcess).flatMap((commands) => Object.keys(commands));
    expect(names.toSorted()).toEqual([...new Set(names)].toSorted());
    expect(Object.keys(publicCommands).toSorted()).toEqual(names.toSorted());
    expect(Object.keys(caseCommands)).toHaveLength(names.length + Object.keys(systemCommands).length);
  });

  it('holds no event type twice, and each under its own stored name', () => {
    const names = [
      coordinationEvents,
      identityEvents,
      protectionEvents,
      contactEvents,
      identificationEvents,
      consentEvents,
      nationalityEvents,
      tracingEvents,
      shelterEvents,
      repatriationEvents,
      proceedingsEvents,
      reintegrationEvents,
      disclosureEvents,
      erasureEvents,
      entriesEvents,
      stepsEvents,
      alertEvents,
    ].flatMap((events) => Object.keys(events));
    expect(names.toSorted()).toEqual(Object.keys(caseEvents).toSorted());
    for (const [name, { type }] of Object.entries(caseEvents)) expect(type).toBe(name);
  });

  it('gives every command an example that its own schema takes', () => {
    for (const [type, { body, example }] of Object.entries(caseCommands))
      expect([type, body.safeParse(example).error]).toEqual([type, undefined]);
  });
});

describe('fields whose codes can say more than P1', () => {
  it('are sealed, or kept to those who may know a shelter', () => {
    expect(caseEvents.LocalStayGranted.fields.basis.dataClass).toBe('P4');
    expect(caseEvents.InitialScreeningCompleted.fields.urgentNeeds.dataClass).toBe('P2');
    expect(caseEvents.ArrivalRecorded.fields.place.entry).toBe('shelterCode');
  });
});
