import { jest } from '@jest/globals';

// Each int-spec has a real engine behind it, and CI two slow cores; jest's own five seconds are for unit specs.
jest.setTimeout(60_000);
