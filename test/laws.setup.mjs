import { jest } from '@jest/globals';
import fc from 'fast-check';

// Laws are tried over hundreds of histories, each int-spec has a real engine behind it, and CI has two slow cores.
jest.setTimeout(60_000);

// Two runs of one tree try the same histories, so that what is green stays green; PROPERTY_SEED=<number> tries others.
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 2012) });
