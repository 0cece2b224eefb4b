import { agencyQueries } from '#agencies';
import {
  codesFor,
  hasNoList,
  listed,
  messages,
  namedIn,
  refusalCodes,
  roles,
  type Country,
  type Named,
  type Listed,
} from '#casework';
import { countries } from '#casework';
import { factsOf } from '#countries';
import { commandAddresses, methodsAt, plainWords, problemCodes } from '#door';
import { readAddresses } from '#door/http';
import { fieldsAt } from './fields-at.js';
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
    (schema.safeParse(body, { error: plainWords }).error?.issues ?? []).flatMap((issue): WrongInBody[] => {
      if (issue.code === 'unrecognized_keys')
        return issue.keys.map((key) => ({
          path: [...issue.path, key],
          reason: `the command knows no "${key}"; it has ${fieldsAt(schema, issue.path).join(', ') || 'nothing'} there`,
        }));
      const found = issue.path.length === 0 ? body : valueAt(body, issue.path.map(String).join('.'));
      return referencesIn(found).length > 0 ? [] : [{ path: issue.path, reason: issue.message }];
    });

/** Codes in a body that no list of theirs has: agencies, shelters, handover points and the like. */
const strangeCodes =
  (schema: Body) =>
  (body: Json, own: Country): readonly WrongInBody[] =>
    namedIn(listed, schema, body).flatMap((named: Named<Listed>): WrongInBody[] => {
      const { meta, field, value, beside } = named;
      const other = countries.find((country) => meta.of !== undefined && beside[meta.of] === country);
      const codes = codesFor(named, factsOf(other ?? own), 'rules');
      return hasNoList(named) || referencesIn(value).length > 0 || codes.includes(String(value))
        ? []
        : [
            {
              path: field.split('.'),
              reason: `there is no "${String(value)}" here; there are ${codes.join(', ')}`,
            },
          ];
    });

/** What the nodes of the sandbox know. */
export const knownHere: Known = {
  commands: new Map(
    commandAddresses.map(({ type, path, definition }) => [
      type,
      {
        address: `POST ${path}`,
        wrongIn: (body, country) => {
          const wrong = wrongIn(definition.body)(body);
          return wrong.length > 0 ? wrong : strangeCodes(definition.body)(body, country);
        },
      },
    ]),
  ),
  answers: (method, path) => methods(filledPath(path)).includes(method),
  countries,
  agenciesOf: (country) => factsOf(country).agencies.map(({ id }) => id),
  rolesOf: (country) => [...roles, ...Object.keys(factsOf(country).roles)],
  messageKinds: Object.keys(messages),
  refusals: [...Object.keys(refusalCodes), ...Object.keys(problemCodes)],
};
