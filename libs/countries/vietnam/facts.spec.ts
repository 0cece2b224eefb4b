import { countryContract } from '../country.contract.js';
import { vietnam } from './facts.js';

countryContract(vietnam);
