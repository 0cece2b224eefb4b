/* The desk on Nest's command bus, which only a process of the api loads. */
export {
  askedOfCase,
  askedOfInstruments,
  askedOfJourney,
  askedOfPeople,
  DESK,
  DeskModule,
} from '../desk.module.js';
