import { z } from 'zod';
import { knownTo, only } from '../words/audience.js';
import { Country } from '../words/country.js';
import { State } from '../words/states.js';
import { asBefore, event, ofAnyState, withNewFields } from '../words/event.js';
import { everyone, operational, personal } from '../words/field.js';
import { Reckoning } from '../words/reckoned.js';
import { Code, Day, Id, Line } from '../words/values.js';
import { Alert, alertBases } from './values.js';

/** Message 21 of domain.md 3.1. Known to the owner and the focal point, and to the office that wrote it. */
export const alertEvents = {
  /** The first of two signatures where the person cannot be asked. */
  SafetyAlertProposed: event(
    'SafetyAlertProposed',
    knownTo('SW', 'FP'),
    {
      alertId: operational(Id, everyone),
      to: operational(State, everyone),
      alert: personal('safetyAlert', Alert),
      note: personal('safetyAlert', Line.optional()),
      whyNotAsked: personal('safetyAlert', Line),
      /** The last day on which a second person can confirm it. */
      confirmBy: operational(Day.optional(), everyone),
      reckonedBy: operational(Reckoning.optional(), everyone),
    },
    { version: 3, upcast: { 1: asBefore, 2: asBefore } },
  ),
  /** It goes with the same step, or waits where no instrument lets it. */
  SafetyAlertDecided: event(
    'SafetyAlertDecided',
    knownTo('SW', 'FP'),
    {
      alertId: operational(Id, everyone),
      to: operational(State, everyone),
      on: operational(z.enum(alertBases), everyone),
      alert: personal('safetyAlert', Alert),
      note: personal('safetyAlert', Line.optional()),
    },
    ofAnyState,
  ),
  SafetyAlertSent: event(
    'SafetyAlertSent',
    knownTo('SW', 'FP'),
    {
      alertId: operational(Id, everyone),
      to: operational(Country, everyone),
      messageId: operational(Id, everyone),
      dueOn: operational(Day.optional(), everyone),
      /** By when the person is to be told of what went without her being asked. */
      tellBy: operational(Day.optional(), everyone),
      reckonedBy: operational(Reckoning.optional(), everyone),
    },
    withNewFields,
  ),
  /** Given by hand to a mission of a country that no instrument lets messages pass with. */
  SafetyAlertHandedOver: event(
    'SafetyAlertHandedOver',
    knownTo('SW', 'FP'),
    {
      alertId: operational(Id, everyone),
      to: operational(State, everyone),
      mission: operational(Code, ['SW', 'FP']),
      tellBy: operational(Day.optional(), everyone),
      reckonedBy: operational(Reckoning.optional(), everyone),
    },
    ofAnyState,
  ),
  PersonToldOfAlert: event('PersonToldOfAlert', knownTo('SW', 'FP'), { alertId: operational(Id, everyone) }),
  SafetyAlertReceived: event(
    'SafetyAlertReceived',
    only('SW', 'FP'),
    {
      alertId: operational(Id, everyone),
      from: operational(Country, everyone),
      messageId: operational(Id, everyone),
      dueOn: operational(Day.optional(), everyone),
      reckonedBy: operational(Reckoning.optional(), everyone),
      alert: personal('safetyAlert', Alert),
      note: personal('safetyAlert', Line.optional()),
    },
    withNewFields,
  ),
  SafetyAlertAcknowledged: event('SafetyAlertAcknowledged', knownTo('SW', 'FP'), {
    alertId: operational(Id, everyone),
    to: operational(Country, everyone),
  }),
};
