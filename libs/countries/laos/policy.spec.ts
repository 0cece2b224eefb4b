import { policyContract } from '../policy.contract.js';
import { laoPolicy } from './policy.js';

policyContract('Lao PDR', laoPolicy);
