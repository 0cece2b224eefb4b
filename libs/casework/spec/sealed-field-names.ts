import { isSealed } from '../words/data-class.js';
import type { Fields } from '../words/field.js';

export const sealedFieldNames = (fields: Fields): string[] =>
  Object.keys(fields).filter((name) => isSealed(fields[name]!.dataClass));
