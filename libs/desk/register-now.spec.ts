import { describe, expect, it } from '@jest/globals';
import { emptyInstrumentRegister, noticeAheadMs, type Dispute, type InstrumentRegister } from '#casework';
import { Here, There } from '../casework/spec/lands.js';
import { brought, builtIn, notice } from '../casework/instrument/spec/told.js';
import { registerNow } from './register-now.js';

const now = '2018-03-01T04:00:00.000Z';
const at = '2018-03-03T04:00:00.000Z';
const suspended = brought([notice(builtIn.version, 'suspended', at, [Here])], now);
const resumedAt = '2018-03-05T04:00:00.000Z';
const resumed = brought([notice(builtIn.version, 'resumed', resumedAt, [Here, There])], now, suspended);

const world = () => {
  const state = { stored: emptyInstrumentRegister, kept: emptyInstrumentRegister, elapsed: 0, reads: 0 };
  const disputed: Dispute[] = [];
  const register = registerNow({
    builtIn: () => [builtIn],
    load: (): Promise<InstrumentRegister> => {
      state.reads += 1;
      state.kept = state.stored;
      return Promise.resolve(state.kept);
    },
    kept: () => state.kept,
    disputed: () => disputed,
    elapsed: () => state.elapsed,
  });
  return { state, disputed, register, statusAt: (instant: string) => register.at(instant)[0]?.status };
};

describe('the register of a node as decisions get it', () => {
  it('is read before the first of them, and anew long before a notice can take effect', async () => {
    const { state, register, statusAt } = world();
    await register.fresh();
    state.stored = suspended;
    for (let elapsed = 0; elapsed < noticeAheadMs / 2; elapsed += 10) {
      state.elapsed = elapsed;
      await register.fresh();
    }
    expect(statusAt(at)).toBe('suspended');
    // Not for each of three thousand decisions.
    expect(state.reads).toBeLessThan(10);
  });

  it('is read once for all who ask at the same time', async () => {
    const { state, register } = world();
    await Promise.all([register.fresh(), register.fresh(), register.fresh()]);
    expect(state.reads).toBe(1);
  });

  it('changes at the instant of a notice and not before, and goes on as it was resumed', () => {
    const { state, statusAt } = world();
    state.kept = resumed;
    expect(
      [now, '2018-03-03T03:59:59.999Z', at, '2018-03-05T03:59:59.999Z', resumedAt].map(statusAt),
    ).toEqual([...['in_force', 'in_force', 'suspended', 'suspended', 'in_force']]);
  });

  it('is not kept where the register is another by now', () => {
    const { state, statusAt } = world();
    expect(statusAt(at)).toBe('in_force');
    state.kept = suspended;
    expect(statusAt(at)).toBe('suspended');
  });

  it('says of a text of which another node holds another with whom it is in dispute, for as long as it is', () => {
    const { disputed, register } = world();
    const disputedWith = () => register.at(now)[0]?.disputedWith;
    expect(disputedWith()).toBeUndefined();
    disputed.push({ code: builtIn.code, with: There });
    expect(disputedWith()).toEqual([There]);
    expect(register.held(now)[0]?.disputedWith).toBeUndefined();
    disputed.pop();
    expect(disputedWith()).toBeUndefined();
  });
});
