import { z } from 'zod';
import { StateOfPlace } from '../words/states.js';
import { Line } from '../words/values.js';

/** Whether the last of seven figures is the one that the six before it give. */
const isChecked = (imo: string): boolean => {
  const [last = 0, ...before] = [...imo].map(Number).toReversed();
  return before.reduce((sum, figure, place) => sum + figure * (place + 2), 0) % 10 === last;
};

/** The number that a ship keeps under every name and flag. */
const ImoNumber = z
  .string()
  .regex(/^\d{7}$/, 'the seven figures of an IMO number')
  .refine(isChecked, 'an IMO number, whose last figure follows from the others');

/** A ship or boat, as far as it is known; small ones have no number and often no name. */
const Vessel = z.strictObject({
  name: Line.optional(),
  flag: StateOfPlace.optional(),
  imo: ImoNumber.optional(),
});

/** In degrees, north and east positive. */
const Position = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});

/** Where exactly somebody was found: on land by its name, on a vessel, at sea by a position. */
export const RescuePlace = z.strictObject({
  place: Line.optional(),
  vessel: Vessel.optional(),
  position: Position.optional(),
});
export type RescuePlace = z.infer<typeof RescuePlace>;
