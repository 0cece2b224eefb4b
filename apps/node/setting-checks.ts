import { isIPv4, isIPv6 } from 'node:net';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, Matches, Max, Min, ValidateBy } from 'class-validator';

/*
 * What is asked of one setting. Its words follow "Set NAME: ", say what is expected there, and never what stood there.
 */

const all =
  (...decorators: readonly PropertyDecorator[]): PropertyDecorator =>
  (target, name) => {
    for (const decorate of decorators) decorate(target, name);
  };

const numberIn = (text: unknown): number =>
  typeof text === 'string' && text.trim() !== '' ? Number(text) : NaN;

export const WholeNumber = (least: number, most?: number): PropertyDecorator =>
  all(
    Transform(({ value }) => numberIn(value)),
    IsInt({ message: 'must be a whole number' }),
    Min(least, { message: `must be ${least} at least` }),
    ...(most === undefined ? [] : [Max(most, { message: `must be ${most} at most` })]),
  );

const isUrlOf = (protocol: RegExp) => (text: unknown) =>
  typeof text === 'string' && URL.canParse(text) && protocol.test(new URL(text).protocol);

const Url = (protocol: RegExp, message: string): PropertyDecorator =>
  ValidateBy({ name: 'url', validator: { validate: isUrlOf(protocol), defaultMessage: () => message } });

export const DatabaseUrl = (): PropertyDecorator =>
  Url(/^postgres(ql)?:$/, 'a PostgreSQL URL: postgres://role:password@host:port/database');

export const WebUrl = (what: string): PropertyDecorator => Url(/^https?:$/, `the URL of ${what}`);

export const EventStoreDbUrl = (): PropertyDecorator =>
  Matches(/^esdb(\+discover)?:\/\//, {
    message: 'a connection string of EventStoreDB: esdb://user:password@host:port?tls=true',
  });

/** A text of 32 to 200 printable characters, which nobody guesses. */
export const Password = (): PropertyDecorator =>
  Matches(/^[\x21-\x7e]{32,200}$/, { message: '32 to 200 printable characters without spaces' });

export const OneOf = (
  words: readonly string[],
  message = `must be one of ${words.join(', ')}`,
): PropertyDecorator => IsIn(words, { message });

const Split = (): PropertyDecorator =>
  Transform(({ value }) =>
    String(value)
      .split(',')
      .map((part) => part.trim()),
  );

export const SomeOf = (words: readonly string[]): PropertyDecorator =>
  all(Split(), IsIn(words, { each: true, message: `some of ${words.join(', ')}, with commas between` }));

const isNetwork = (text: unknown): boolean => {
  const [address = '', bits, ...rest] = String(text).split('/');
  const most = isIPv6(address) ? 128 : isIPv4(address) ? 32 : -1;
  return (
    most > 0 && rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
  );
};

/** Addresses and networks, with commas between. */
export const Networks = (): PropertyDecorator =>
  all(
    Split(),
    ValidateBy(
      { name: 'networks', validator: { validate: isNetwork } },
      { each: true, message: 'addresses or networks (10.0.0.0/8), with commas between' },
    ),
  );
