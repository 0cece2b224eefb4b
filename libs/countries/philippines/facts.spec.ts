import { countryContract } from '../country.contract.js';
import { philippines } from './facts.js';

countryContract(philippines);
