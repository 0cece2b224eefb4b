import { policyContract } from '../policy.contract.js';
import { chinesePolicy } from './policy.js';

policyContract('China', chinesePolicy);
