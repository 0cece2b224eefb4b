/** Thrown where a step ends otherwise than it says; the message explains it to the writer of the story. */
export class StepFailed extends Error {}
