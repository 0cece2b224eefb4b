import { policyContract } from '../policy.contract.js';
import { vietnamesePolicy } from './policy.js';

policyContract('Viet Nam', vietnamesePolicy);
