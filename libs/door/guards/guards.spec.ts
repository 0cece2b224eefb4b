import { describe, expect, it } from '@jest/globals';
import { APP_GUARD } from '@nestjs/core';
import { RequestMethod, type CanActivate, type ExecutionContext, type Type } from '@nestjs/common';
import { agencyQueries } from '#agencies';
import { emptyFile, emptyJourney } from '#casework';
import { factsOf } from '#countries';
import { AccessLogController } from '../access-log.controller.js';
import { commandAddresses, inKebab } from '../addresses.js';
import { callerOf } from '../caller.js';
import { DoorModule } from '../door.module.js';
import { needToKnowIn } from '../need-to-know.js';
import type { DoorParts } from '../parts.js';
import { ProblemError } from '../problem.js';
import { ReadingController } from '../reading.controller.js';
import { thaiCaller } from '../spec/caller.js';
import { contextOf, requestOf, type Asked } from '../spec/request.js';
import { viewsController } from '../views.controller.js';
import { WritingController } from '../writing.controller.js';
import { AddressGuard } from './address.guard.js';
import { KindGuard } from './kind.guard.js';
import { NeedToKnowGuard, OwnerGuard } from './need-to-know.guard.js';
import { WriteGuard } from './write.guard.js';

const id = '4f0f7c54-2f1e-4f6b-8a51-1c0f8f8f2d11';
const facts = factsOf('TH');
const someone = thaiCaller('datip');

/** A door that has no files. */
const parts = {
  facts,
  ...{ views: agencyQueries, secret: 'secret', positions: {} },
  cases: { load: (caseId: string) => Promise.resolve({ file: emptyFile(caseId), events: [] }) },
  journeys: { load: (journeyId: string) => Promise.resolve({ file: emptyJourney(journeyId), events: [] }) },
} as unknown as DoorParts;
const needToKnow = needToKnowIn(parts);

const guards: readonly CanActivate[] = [
  new KindGuard(),
  new AddressGuard(),
  new WriteGuard(),
  new NeedToKnowGuard(needToKnow),
];

/** `let in`, or the code with which the first guard refuses. */
const ask = async (context: ExecutionContext, asked: readonly CanActivate[] = guards): Promise<string> => {
  try {
    for (const guard of asked) await guard.canActivate(context);
    return 'let in';
  } catch (error) {
    return error instanceof ProblemError ? error.problem.code : String(error);
  }
};

const asking = async (asked: Asked, caller = someone) => ask(contextOf(await requestOf(asked, caller)));

const takingTheCaller = ['GET reference', 'GET instruments', 'GET instruments/:code/:version', 'GET people'];

describe('the guards of the door', () => {
  it('stand before every address, in the order of what they refuse first', () => {
    const { providers = [] } = DoorModule.over(agencyQueries, { useValue: parts });
    const global = providers.flatMap((provider) =>
      'provide' in provider && provider.provide === APP_GUARD && 'useClass' in provider
        ? [provider.useClass]
        : [],
    );
    expect(global).toEqual(guards.map((guard) => guard.constructor));
  });

  it('answer nobody who was not asked for a token, whatever the address', async () => {
    const inPaths = { ':caseId': { caseId: id }, ':journeyId': { journeyId: id } };
    const asked: string[] = [];
    const controllers: readonly Type[] = [
      WritingController,
      ReadingController,
      AccessLogController,
      viewsController(agencyQueries),
    ];
    for (const controller of controllers) {
      const prototype = controller.prototype as object;
      for (const name of Object.getOwnPropertyNames(prototype).filter((each) => each !== 'constructor')) {
        const handler = Reflect.get(prototype, name) as object;
        const url = String(Reflect.getMetadata('path', handler));
        const method = Reflect.getMetadata('method', handler) === RequestMethod.POST ? 'POST' : 'GET';
        const params = Object.entries(inPaths).flatMap(([part, named]) =>
          url.includes(part) ? [named] : [],
        );
        const headers = { 'idempotency-key': 'one' };
        const stranger = await requestOf({
          url,
          method,
          headers,
          params: Object.assign({}, ...params) as Asked['params'] & object,
        });
        const refusal = 'This address was mounted without asking for who calls.';
        const answer = await ask(contextOf(stranger, controller, handler));
        // These are asked of every caller: no guard asks more of one, and their handlers take the caller themselves.
        const letIn = takingTheCaller.includes(`${method} ${url}`);
        expect([url, answer]).toEqual([url, letIn ? 'let in' : `Error: ${refusal}`]);
        expect(() => callerOf(stranger)).toThrow(refusal);
        asked.push(url);
      }
    }
    expect(asked.length).toBeGreaterThan(agencyQueries.length + 8);
  });

  it('keep each list for the kinds of agencies that it names, and the whole access log for the auditor', async () => {
    const views = viewsController(agencyQueries);
    const methods = views.prototype as Readonly<Record<string, object>>;
    const lists = [
      { kinds: ['auditor'], handler: Reflect.get(AccessLogController.prototype, 'forAuditor') as object },
      ...agencyQueries.map(({ kinds, name }) => ({ kinds, handler: methods[name] })),
    ];
    for (const { kinds, handler } of lists)
      for (const agency of facts.agencies) {
        const request = await requestOf({}, thaiCaller(agency.id));
        const answer = await ask(contextOf(request, views, handler), [new KindGuard()]);
        const open = (kinds as readonly string[]).includes(agency.kind);
        expect([agency.id, answer]).toEqual([agency.id, open ? 'let in' : 'not_your_list']);
      }
  });

  it('let to a step that there is, under any id that is one, and ask a write for its key before the file', async () => {
    for (const { path, process, type } of commandAddresses.filter(({ begins }) => !begins)) {
      const ofInstrument = process === 'instrument';
      const ofOne = ofInstrument || process === 'people';
      const file = process === 'journey' ? { journeyId: id } : { caseId: id, process };
      const ofRegister = ofInstrument ? { code: 'th-mm-mou', version: '2009' } : {};
      const named = ofOne ? ofRegister : file;
      const params = { ...named, step: inKebab(type) };
      const headers = { 'idempotency-key': 'one' };
      expect([path, await asking({ method: 'POST', params })]).toEqual([path, 'idempotency_key_missing']);
      // Of the instruments, and of the people, there is one file, which its handler finds.
      const answer = ofOne ? 'let in' : 'not_found';
      expect([path, await asking({ method: 'POST', params, headers })]).toEqual([path, answer]);
    }
    for (const params of [
      { caseId: id, process: 'identity', step: 'unknown' },
      { caseId: 'none', process: 'identity', step: 'record-name' },
      { journeyId: 'none', step: 'end-journey' },
      { code: 'th-mm-mou', version: '2009', step: 'propose-instrument' },
    ])
      expect(await asking({ method: 'POST', params })).toBe('not_found');
  });

  it('let nobody to a case or journey that is not there or not for them, whoever asks and by whichever method', async () => {
    for (const agency of facts.agencies)
      for (const params of [{ caseId: id }, { journeyId: id }, { caseId: 'none' }])
        for (const method of ['GET', 'HEAD'])
          expect(await asking({ method, params }, thaiCaller(agency.id))).toBe('not_found');
  });

  it('ask for the owner only after need-to-know, and refuse where that was not asked', async () => {
    const request = await requestOf({ params: { caseId: id } }, someone);
    expect(await ask(contextOf(request), [new OwnerGuard(needToKnow)])).toContain(
      'without asking for the case',
    );
    const handler = Reflect.get(AccessLogController.prototype, 'ofCase') as object;
    expect(Reflect.getMetadata('__guards__', handler)).toEqual([OwnerGuard]);
  });
});
