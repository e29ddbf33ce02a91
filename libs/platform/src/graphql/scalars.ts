import { CustomScalar, Scalar } from '@nestjs/graphql';
import { GraphQLError, GraphQLScalarType, Kind, ValueNode, valueFromASTUntyped } from 'graphql';

/** Type tokens for code-first fields: `@Field(() => DateOnly)`. */
export class DateOnly {}
export class Instant {}
export class Json {}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a text is a calendar day that exists, `yyyy-mm-dd`, from year 1 to 9999. */
export function isDay(text: unknown): text is string {
  if (typeof text !== 'string' || !DAY.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) && !text.startsWith('0000');
}

@Scalar('Date', () => DateOnly)
export class DateScalar implements CustomScalar<string, string> {
  description = 'A calendar day, ISO 8601: 2026-10-01';
  parseValue = readDay;
  serialize = (value: unknown): string => (value instanceof Date ? value.toISOString().slice(0, 10) : String(value));
  parseLiteral = (node: ValueNode): string => readDay(node.kind === Kind.STRING ? node.value : null);
}

@Scalar('DateTime', () => Instant)
export class DateTimeScalar implements CustomScalar<string, Date> {
  description = 'An instant, ISO 8601 with its offset: 2026-10-01T12:00:00Z';
  parseValue = readInstant;
  // json_agg gives strings where an entity gives a Date; both are the same instant.
  serialize = (value: unknown): string => (value instanceof Date ? value.toISOString() : String(value));
  parseLiteral = (node: ValueNode): Date => readInstant(node.kind === Kind.STRING ? node.value : null);
}

/** Any JSON value, as it is. */
export const JsonScalar = new GraphQLScalarType({
  name: 'JSON',
  description: 'Any JSON value',
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
});

function readDay(value: unknown): string {
  if (isDay(value)) return value;
  throw refusal(`"${String(value)}" is not a calendar day. Write it as yyyy-mm-dd, for example 2026-10-01.`);
}

function readInstant(value: unknown): Date {
  const date =
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(value) && isDay(value.slice(0, 10))
      ? new Date(value)
      : null;
  if (date !== null && !Number.isNaN(date.getTime()) && /(Z|[+-]\d{2}:?\d{2})$/.test(value as string)) return date;
  throw refusal(`"${String(value)}" is not an instant. Write it with its offset, for example 2026-10-01T12:00:00Z.`);
}

function refusal(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}
