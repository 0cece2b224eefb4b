import { countryContract } from '../country.contract.js';
import { japan } from './facts.js';

countryContract(japan);
