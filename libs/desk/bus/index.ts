/* The desk on Nest's command bus, which only a process of the api loads. */
export * from '../desk.module.js';
export { DESK, askedOfCase, askedOfJourney } from '../process-commands.js';
