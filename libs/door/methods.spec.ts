import { describe, expect, it } from '@jest/globals';
import { methodsAt } from './methods.js';

const offered = methodsAt(['/v1/cases/{caseId}', '/v1/auditor/cases/{caseId}/replay']);
const id = '4f0f7c54-2f1e-4f6b-8a51-1c0f8f8f2d11';

describe('the methods of an address', () => {
  it('are those of its command or its read', () => {
    expect(offered('/v1/cases')).toEqual(['POST']);
    expect(offered(`/v1/cases/${id}`)).toEqual(['GET', 'HEAD']);
    expect(offered(`/v1/cases/${id}/identity/record-name`)).toEqual(['POST']);
    expect(offered(`/v1/auditor/cases/${id}/replay`)).toEqual(['GET', 'HEAD']);
    for (const path of [
      '/metrics',
      '/docs',
      '/docs/',
      '/docs/start.js',
      '/docs/swagger-ui.css',
      '/docs-json',
    ])
      expect([path, offered(path)]).toEqual([path, ['GET', 'HEAD']]);
  });

  it('are none for what is no address', () => {
    for (const path of [
      '',
      '/',
      '/v1',
      '/v1/',
      '/v1/cases/',
      '/v2/cases',
      `/v1/cases/${id}/identity/unknown`,
    ])
      expect([path, offered(path)]).toEqual([path, []]);
    expect(offered('/v1/cases//identity/record-name')).toEqual([]);
  });
});
