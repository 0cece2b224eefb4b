import { countryContract } from '../country.contract.js';
import { laos } from './facts.js';

countryContract(laos);
