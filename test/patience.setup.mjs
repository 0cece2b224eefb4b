import { jest } from '@jest/globals';

// Laws are tried over hundreds of histories, each int-spec has a real engine behind it, and CI has two slow cores.
jest.setTimeout(60_000);
