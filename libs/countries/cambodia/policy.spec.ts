import { policyContract } from '../policy.contract.js';
import { cambodianPolicy } from './policy.js';

policyContract('Cambodia', cambodianPolicy);
