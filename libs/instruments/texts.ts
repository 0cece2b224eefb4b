/* The texts of the register, by the folder of those who signed them. */
export { texts as asean } from './asean/index.js';
export { texts as cambodiaChina } from './cambodia-china/index.js';
export { texts as cambodiaIndia } from './cambodia-india/index.js';
export { texts as cambodiaVietnam } from './cambodia-vietnam/index.js';
export { texts as cambodiaVietnamLaos } from './cambodia-vietnam-laos/index.js';
export { texts as chinaLaos } from './china-laos/index.js';
export { texts as chinaVietnam } from './china-vietnam/index.js';
export { texts as mekong } from './mekong/index.js';
export { texts as myanmarChina } from './myanmar-china/index.js';
export { texts as myanmarIndia } from './myanmar-india/index.js';
export { texts as thailandCambodia } from './thailand-cambodia/index.js';
export { texts as thailandChina } from './thailand-china/index.js';
export { texts as thailandLaos } from './thailand-laos/index.js';
export { texts as thailandMyanmar } from './thailand-myanmar/index.js';
export { texts as thailandVietnam } from './thailand-vietnam/index.js';
export { texts as unitedNations } from './united-nations/index.js';
export { texts as vietnamLaos } from './vietnam-laos/index.js';
