import { jest } from '@jest/globals';
import { bridgeContract } from './bridge.contract.js';

jest.setTimeout(30_000);

bridgeContract('the embedded exchange');
