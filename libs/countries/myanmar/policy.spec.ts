import { policyContract } from '../policy.contract.js';
import { burmesePolicy } from './policy.js';

policyContract('Myanmar', burmesePolicy);
