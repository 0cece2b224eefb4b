import { describe, expect, it } from '@jest/globals';
import type { ExecutionContext } from '@nestjs/common';
import { firstValueFrom, of } from 'rxjs';
import { agencyQueries } from '#agencies';
import { ReadingController } from '../reading.controller.js';
import { viewsController } from '../views.controller.js';
import { WritingController } from '../writing.controller.js';
import { HeadersInterceptor } from './headers.interceptor.js';

const interceptorsOf = (target: object): unknown => Reflect.getMetadata('__interceptors__', target);

describe('the headers of an answer', () => {
  it('are put on it, and its body alone is sent', async () => {
    const sent: unknown[] = [];
    const reply = { headers: (headers: object) => sent.push(headers) };
    const context = { switchToHttp: () => ({ getResponse: () => reply }) } as unknown as ExecutionContext;
    const handle = () => of({ body: { rows: [] }, headers: { Age: '1' } });
    const answer = new HeadersInterceptor().intercept(context, { handle });
    expect(await firstValueFrom(answer)).toEqual({ rows: [] });
    expect(sent).toEqual([{ Age: '1' }]);
  });

  it('are taken from every write, every list, and every file that is read', () => {
    const { case: ofCase, journey } = Object.fromEntries(
      Object.entries(Object.getOwnPropertyDescriptors(ReadingController.prototype)).map(
        ([name, { value }]) => [name, value as object],
      ),
    );
    for (const target of [WritingController, viewsController(agencyQueries), ofCase, journey])
      expect(interceptorsOf(target ?? {})).toEqual([HeadersInterceptor]);
  });
});
