import { agencyQueries } from '#agencies';
import { factsOf } from '#countries';
import { commandAddresses, methodsAt, readAddresses } from '#door';
import { sandboxCountries } from './countries.js';
import { referencesIn, valueAt, type Json, type Known, type WrongInBody } from './story/index.js';

const reads = readAddresses(agencyQueries).map(({ path }) => path);
const methods = methodsAt(reads);

/** A path whose references are put in: what they stand for is one segment. */
const filledPath = (path: string): string => path.replaceAll(/\$\{[^}]*\}/g, 'x').split('?')[0] ?? path;

type Body = (typeof commandAddresses)[number]['definition']['body'];

/** What a schema refuses in a body, except where the body refers to what is not known yet. */
const wrongIn =
  (schema: Body) =>
  (body: Json): readonly WrongInBody[] =>
    (schema.safeParse(body).error?.issues ?? []).flatMap((issue): WrongInBody[] => {
      if (issue.code === 'unrecognized_keys')
        return issue.keys.map((key) => ({
          path: [...issue.path, key],
          reason: `the command knows no "${key}"`,
        }));
      const found = issue.path.length === 0 ? body : valueAt(body, issue.path.map(String).join('.'));
      return referencesIn(found).length > 0 ? [] : [{ path: issue.path, reason: issue.message }];
    });

/** What the nodes of the sandbox know. */
export const knownHere: Known = {
  commands: new Map(
    commandAddresses.map(({ type, path, definition }) => [
      type,
      { address: `POST ${path}`, wrongIn: wrongIn(definition.body) },
    ]),
  ),
  answers: (method, path) => methods(filledPath(path)).includes(method),
  countries: sandboxCountries,
  agenciesOf: (country) => factsOf(country).agencies.map(({ id }) => id),
};
