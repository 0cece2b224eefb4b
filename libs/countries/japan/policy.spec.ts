import { policyContract } from '../policy.contract.js';
import { japanesePolicy } from './policy.js';

policyContract('Japan', japanesePolicy);
