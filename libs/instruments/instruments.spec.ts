import { instrumentContract } from './instrument.contract.js';
import { instruments } from './index.js';
import { orderly } from './spec/plays.js';

instrumentContract('the instruments that are known', instruments);
instrumentContract('instruments among three', orderly(['VN', 'CN', 'JP']));
