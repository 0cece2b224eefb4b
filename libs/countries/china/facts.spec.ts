import { countryContract } from '../country.contract.js';
import { china } from './facts.js';

countryContract(china);
