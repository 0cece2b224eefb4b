import { countryContract } from '../country.contract.js';
import { cambodia } from './facts.js';

countryContract(cambodia);
