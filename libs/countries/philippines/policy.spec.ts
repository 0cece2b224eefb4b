import { policyContract } from '../policy.contract.js';
import { philippinePolicy } from './policy.js';

policyContract('the Philippines', philippinePolicy);
