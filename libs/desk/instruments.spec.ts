import { describe, expect, it } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { emptyInstrumentRegister, type InstrumentCommand, type InstrumentRegister } from '#casework';
import { canonicalText, signatureOver, signaturesUnder, type InstrumentKey } from '#instruments';
import { Here, There } from '../casework/spec/lands.js';
import { builtIn, code, contextAt, textOf, withEvents } from '../casework/instrument/spec/told.js';
import { instrumentsWith } from './instruments.js';

const pair = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  };
};
const pairs = { [Here]: pair(), [There]: pair(), again: pair() };
const from = '2017-01-01T00:00:00.000Z';
const now = '2018-03-01T04:00:00.000Z';
const keyOf = (party: typeof Here | typeof There, of: keyof typeof pairs = party): InstrumentKey => ({
  ...{ party, kid: of, publicKey: pairs[of].publicKey, from },
});
const version = '2018';

describe('a key of a party that is revoked while its papers are brought', () => {
  const text = textOf(version);
  const bring = async (register: InstrumentRegister, command: InstrumentCommand, keys: InstrumentKey[]) => {
    const aggregate = instrumentsWith({ builtIn: () => [builtIn], check: signaturesUnder(keys) });
    const decision = await aggregate.decide(command, register, contextAt(now, register));
    return { code: decision.refusal?.code, register: withEvents(register, decision) };
  };
  const signed = async (of: keyof typeof pairs, at: string): Promise<InstrumentCommand> => {
    const key = { kid: of, privateKey: pairs[of].privateKey };
    return {
      ...{ type: 'SignInstrument', code, version },
      body: { signature: await signatureOver(canonicalText(text), key, at) },
    };
  };

  it('counts for what it signed before and was brought, for nothing that it signs after, and its successor for it', async () => {
    const revoked = { ...keyOf(There), revokedFrom: '2018-02-01T00:00:00.000Z' };
    const [before, after] = [
      [keyOf(Here), keyOf(There)],
      [keyOf(Here), revoked, keyOf(There, 'again')],
    ];
    const proposal: InstrumentCommand = { type: 'ProposeInstrument', body: { text }, code, version };
    const proposed = await bring(emptyInstrumentRegister, proposal, before);
    const here = await bring(proposed.register, await signed(Here, '2018-01-10T00:00:00.000Z'), before);
    expect([proposed.code, here.code]).toEqual([undefined, undefined]);

    const stolen = await bring(here.register, await signed(There, '2018-02-10T00:00:00.000Z'), after);
    expect(stolen.code).toBe('bad_signature');
    expect(stolen.register).toEqual(here.register);

    const signatures = async (at: InstrumentRegister, of: keyof typeof pairs, on: string) => {
      const { register, code: refusal } = await bring(at, await signed(of, on), after);
      return { refusal, by: register.proposed[0]?.signatures.map(({ key }) => key) };
    };
    expect(await signatures(stolen.register, 'again', '2018-02-20T00:00:00.000Z')).toEqual({
      by: [Here, 'again'],
    });
    expect(await signatures(stolen.register, There, '2018-01-20T00:00:00.000Z')).toEqual({
      by: [Here, There],
    });
  });
});
