import { describe, expect, it } from '@jest/globals';
import { mustBeWhole, settingsFor, settingsOf } from './settings.js';

const database = {
  DATABASE_OWNER_URL: 'postgres://owner@th',
  DATABASE_APP_URL: 'postgres://app@th',
  DATABASE_EVENTS_URL: 'postgres://events@th',
};

describe('the settings of two systems in one environment', () => {
  it('are told apart by the country at their end, and shared without it', () => {
    const environment = {
      LOG_LEVEL: 'warn',
      DATABASE_APP_URL_TH: 'postgres://app@th',
      DATABASE_APP_URL_MM: 'postgres://app@mm',
      SECRETS_FILE_TH: '/th.json',
      EXCHANGES_FILE: '/both.json',
      HTTP_PORT: '1',
      ELSE: 'x',
    };
    expect(settingsOf('TH', environment)).toEqual({
      LOG_LEVEL: 'warn',
      DATABASE_APP_URL: 'postgres://app@th',
      SECRETS_FILE: '/th.json',
      EXCHANGES_FILE: '/both.json',
    });
    expect(settingsOf('MM', environment)).toMatchObject({ DATABASE_APP_URL: 'postgres://app@mm' });
  });

  it('may stand in files, as those of a node', () => {
    expect(settingsOf('MM', { DATABASE_APP_URL_FILE_MM: '/run/secrets/app' })).toEqual({
      DATABASE_APP_URL_FILE: '/run/secrets/app',
    });
  });

  it('reach a process only as far as its role needs them', () => {
    const all = { ...database, SECRETS_FILE: '/s', PARTY_KEYS_FILE: '/p', TOKEN_ISSUER: 'i' };
    expect(settingsFor('api', 'TH', all)).toEqual({
      COUNTRY: 'TH',
      DATABASE_APP_URL: 'postgres://app@th',
      DATABASE_EVENTS_URL: 'postgres://events@th',
      SECRETS_FILE: '/s',
      TOKEN_ISSUER: 'i',
    });
    const { DATABASE_APP_URL: _app, ...withoutApp } = database;
    expect(settingsFor('projector', 'TH', all)).toEqual({ COUNTRY: 'TH', ...withoutApp });
    const { DATABASE_OWNER_URL: _owner, ...withoutOwner } = withoutApp;
    const { DATABASE_APP_URL: ofApi, ...ofBridge } = settingsFor('bridge', 'TH', all);
    expect(ofApi).toBe(database.DATABASE_APP_URL);
    const own = { DATABASE_BRIDGE_URL: 'postgres://b@th' };
    expect(settingsFor('bridge', 'TH', { ...all, ...own })).toEqual({ ...ofBridge, ...own });
    expect(settingsFor('projector', 'TH', { ...all, DATABASE_PROJECTOR_URL: 'postgres://p@th' })).toEqual({
      COUNTRY: 'TH',
      ...withoutOwner,
      DATABASE_PROJECTOR_URL: 'postgres://p@th',
    });
  });

  it('are refused where they would bring up half a system', () => {
    expect(() => mustBeWhole('TH', {})).not.toThrow();
    expect(() => mustBeWhole('TH', database)).not.toThrow();
    expect(() => mustBeWhole('TH', { DATABASE_APP_URL: 'x' })).toThrow(/Set both DATABASE_OWNER_URL_TH/);
    expect(() => mustBeWhole('MM', { ...database, EVENTSTOREDB_URL: 'esdb://x' })).toThrow(/not both/);
  });
});
