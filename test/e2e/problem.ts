import { expect } from '@jest/globals';
import type { Response } from 'supertest';

/** Problem details with a stable code, and nothing of the machine room. */
export const expectProblem = (
  answer: Pick<Response, 'status' | 'headers' | 'text'>,
  status: number,
  code: string,
): void => {
  expect({ status: answer.status, text: answer.text }).toMatchObject({ status });
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  const body = JSON.parse(answer.text) as Record<string, unknown>;
  expect(body).toMatchObject({ type: `urn:homeward:problem:${code}`, status, code });
  expect(body['title']).toEqual(expect.any(String));
  expect(body['detail']).toEqual(expect.stringMatching(/\.$/));
  expect(answer.text).not.toMatch(/node_modules|\bat \/|\.[jt]s:\d|Error:|stack|FST_|HPE_/);
};
