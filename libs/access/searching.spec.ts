import { expect, it } from '@jest/globals';
import { countries } from '#casework';
import { factsOf } from '#countries';

import { inbound } from '../casework/spec/crossing.js';
import { given } from '../casework/spec/given.js';
import { caseOpened, sampleName, samplePlace } from '../casework/spec/histories.js';
import { id, sampleActor } from '../casework/spec/sample.js';
import { usualPolicy } from '../casework/words/policy.js';
import { home, of } from '../countries/spec/at-home.js';
import { viewerIn } from './viewer.js';

const requestId = id('request');
const coverStory = 'She worked on a farm and is well.';
const relatives = [{ relation: 'mother' as const, source: 'person' as const, name: sampleName }];
const asked = { requestId, origin: samplePlace, relatives, coverStory };

it.each(countries)(
  'an office that searches reads what the search needs, of whatever kind it is, in %s',
  (country) => {
    const facts = factsOf(country);
    const here = home(facts, usualPolicy, country === 'TH' ? 'MM' : 'TH');
    const arrived = given(caseOpened).when(
      'ReceiveMessage',
      inbound('FamilyTracingRequested', asked, { from: here.partner }),
      of(here, facts.focalPoint),
    );
    for (const agency of facts.agencies.filter(({ mandates }) => mandates.includes('trace_family'))) {
      const read = (file: typeof arrived.file) =>
        viewerIn(file, { actor: sampleActor(agency.id, 'officer', country), agency }, facts);
      const { file } = arrived.when(
        'AssignTracing',
        { requestId, office: agency.id },
        of(here, facts.focalPoint),
      );
      const { viewer, concerning } = read(file);
      expect(viewer === 'SW' || concerning.has('TracingRequestReceived')).toBe(true);
      expect(read(arrived.file).concerning.size).toBe(0);
    }
  },
);
