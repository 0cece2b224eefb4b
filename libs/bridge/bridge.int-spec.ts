import { bridgeContract } from './bridge.contract.js';

bridgeContract('the embedded exchange');
