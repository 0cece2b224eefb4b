import { z } from 'zod';
import { asBefore, event, withNewFields } from '../words/event.js';
import { Country } from '../words/country.js';
import { everyone, operational, personal } from '../words/field.js';
import { Name, SpecialNeed } from '../words/person.js';
import { Reckoning } from '../words/reckoned.js';
import { Code, Day, Id } from '../words/values.js';
import { ofTheReturn } from './by-hand-events.js';
import { ManifestDocument, OfficeLine, PassingLeg, StopReason } from './values.js';

/** The way through one state. */
const passage = {
  on: operational(Day, everyone),
  until: operational(Day.optional(), everyone),
  entry: operational(Code.optional(), everyone),
  exit: operational(Code.optional(), everyone),
  legs: operational(z.array(PassingLeg).optional(), everyone),
  escorts: operational(z.int().min(0).optional(), everyone),
  /** The reference of the journey. */
  journey: operational(Id.optional(), everyone),
};

/** What a state on the way answers: it counts for the request that it names. */
const transitAnswer = {
  by: operational(Country, everyone),
  to: operational(Country, everyone),
  on: operational(Day, everyone),
  answers: operational(Id.optional(), ['SW', 'FP']),
  messageId: operational(Id.optional(), ['SW', 'FP']),
};

/** The question to a state on the way, and its answer. */
export const transitEvents = {
  TransitAsked: event(
    'TransitAsked',
    ofTheReturn,
    {
      of: operational(Country, everyone),
      ...passage,
      messageId: operational(Id.optional(), ['SW', 'FP']),
    },
    withNewFields,
  ),
  TransitRequestReceived: event(
    'TransitRequestReceived',
    ofTheReturn,
    {
      from: operational(Country, everyone),
      ...passage,
      contact: operational(OfficeLine.optional(), everyone),
      names: personal('names', z.array(Name).optional()),
      documents: personal('documents', z.array(ManifestDocument).optional()),
      specialNeeds: personal('journeyNeeds', z.array(SpecialNeed).optional()),
      messageId: operational(Id.optional(), ['SW', 'FP']),
      answerDue: operational(Day.optional(), everyone),
      reckonedBy: operational(Reckoning.optional(), everyone),
    },
    { version: 3, upcast: { 1: asBefore, 2: asBefore } },
  ),
  TransitPermitted: event('TransitPermitted', ofTheReturn, transitAnswer, withNewFields),
  TransitRefused: event('TransitRefused', ofTheReturn, {
    ...transitAnswer,
    reason: operational(StopReason, everyone),
  }),
};
