import type { WireMessage } from '../wire/message.js';

/** `birthDate` as `birth date`, `CaseNotified` as `Case notified`. */
const words = (name: string): string => {
  const spaced = name
    .replaceAll('_', ' ')
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ')
    .toLowerCase();
  return spaced;
};

const heading = (name: string): string => words(name).replace(/^./, (first) => first.toUpperCase());

const lines = (value: unknown, indent: string): string[] => {
  if (Array.isArray(value))
    return value.flatMap((item: unknown) => {
      const [first = '', ...rest] = lines(item, `${indent}  `);
      return [`${indent}- ${first.trimStart()}`, ...rest];
    });
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, inner]) =>
      typeof inner === 'object' && inner !== null
        ? [`${indent}${heading(name)}:`, ...lines(inner, `${indent}  `)]
        : [`${indent}${heading(name)}: ${String(inner)}`],
    );
  return [`${indent}${String(value)}`];
};

/** A message as a sheet for people: the same content, field for field, as the signed form that goes with it. */
export const paperText = (message: WireMessage): string =>
  [
    `${heading(message.kind)} (no. ${message.sequence} in this case)`,
    `From ${message.from} to ${message.to}, ${message.sentAt}`,
    `Our reference: ${message.caseRef}`,
    ...(message.yourRef === undefined ? [] : [`Your reference: ${message.yourRef}`]),
    `Message: ${message.messageId}`,
    ...(message.answers === undefined ? [] : [`Answers message: ${message.answers}`]),
    ...(message.scope?.until === undefined ? [] : [`Consent holds until: ${message.scope.until}`]),
    ...(message.scope?.agency === undefined ? [] : [`Consent is for: ${message.scope.agency}`]),
    ...(message.answerDue === undefined ? [] : [`Answer expected by: ${message.answerDue}`]),
    `Under ${message.instrument} (${message.instrumentVersion}), clause ${message.clause}, for ${words(message.purpose)}`,
    '',
    ...lines(message.payload, ''),
    '',
    'Please confirm in writing that this was received. It may be used for the purpose named above only.',
    '',
  ].join('\n');
