import { createHash } from 'node:crypto';
import { Warning } from './release';

/** A record, or null for whatever is none. */
export function object(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
}

/** How many characters texts of a release may have: as many as the tables and their indexes take. */
export const LONGEST = { id: 300, scheme: 100, code: 100, name: 500, title: 2000, address: 2000, words: 5000 };

/** Columns of money end here: no notice is worth more than the country. */
export const MOST_VALUE = 1e15;

/** How many characters stay of an id that is too long, before what tells it from others that begin so. */
const BEGINNING_OF_AN_ID = 200;

/** What something is called by, as text; null for whatever is no id. One that is too long is called by its beginning and a hash of it whole. */
export function idOf(value: unknown): string | null {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  if (text === '') return null;
  if (text.length <= LONGEST.id) return text;
  return `${storable(text.slice(0, BEGINNING_OF_AN_ID))}…${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
}

/** Control characters but tab and line breaks, and halves of surrogate pairs: PostgreSQL refuses both. */
const UNSTORABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Surrogate}/gu;

/** The first and the last year that a date may be in. */
export interface Years {
  first: number;
  last: number;
}

/**
 * When what a notice tells of can have been. Contracts of private finance, the longest that notices still tell of, were first made in
 * 1992, and the earliest signature of Find a Tender's releases is of 2006: what is before is what programs write for no date, such as 0001, 1900
 * and 1970. What is after 2100 is a slip of the hand.
 */
const TOLD: Years = { first: 1992, last: 2100 };

/** A day, or a day and a time, with or without an offset (RFC 3339). */
const DATE = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** A time with an offset that is neither midnight nor the end of a day: those stand for the day that was written. */
const OF_AN_INSTANT = /^.{10}[T ](?!00:00(?::00(?:\.0+)?)?[Z+-])(?!23:59(?::59(?:\.\d+)?)?[Z+-]).*(?:Z|[+-]\d{2}:?\d{2})$/i;

const LONDON_DAY = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** A place in a release: reads what is there as what it should be, and warns with its path about what is not. */
export class Field {
  private readonly record: Record<string, unknown>;

  constructor(
    value: unknown,
    private readonly path: string,
    private readonly warnings: Warning[],
  ) {
    this.record = object(value) ?? {};
  }

  warn(name: string, message: string): void {
    this.warnings.push({ path: this.pathOf(name), message });
  }

  /** Text without control characters, trimmed; null when there is none. */
  text(name: string): string | null {
    const value = this.record[name];
    if (value === undefined || value === null) return null;
    if (typeof value !== 'string' && typeof value !== 'number') {
      this.warn(name, 'is not text; it is left out.');
      return null;
    }
    const text = storable(String(value));
    return text === '' ? null : text;
  }

  /** What something is called by, as {@link idOf} has it; with a warning where that is not all of it. */
  id(name: string): string | null {
    const text = this.text(name);
    if (text !== null && text.length > LONGEST.id) this.warn(name, `${tooLong(text, LONGEST.id)}; it is shortened.`);
    return idOf(text);
  }

  /** Text of so many characters at most: shortened, with a warning, where it has more. */
  short(name: string, most: number): string | null {
    const text = this.text(name);
    if (text === null || text.length <= most) return text;
    this.warn(name, `${tooLong(text, most)}; it is shortened.`);
    return storable(text.slice(0, most));
  }

  /** Text that is nothing unless it is whole, such as an address or a number: left out, with a warning, where it has more characters than so many. */
  whole(name: string, most: number): string | null {
    const text = this.text(name);
    if (text === null || text.length <= most) return text;
    this.warn(name, `${tooLong(text, most)}; it is left out.`);
    return null;
  }

  /** The texts of a list; one that stands by itself is a list of it. */
  texts(name: string): string[] {
    const value = this.record[name];
    if (typeof value === 'string') return [storable(value)];
    return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string').map(storable) : [];
  }

  /** A sum of money; null, with a warning, where it is none, or more than the country is worth. */
  amount(name: string): number | null {
    const value = this.record[name];
    if (value === undefined || value === null) return null;
    if (typeof value === 'number' && value >= 0 && value < MOST_VALUE) return value;
    this.warn(name, `${JSON.stringify(value)} is not an amount; it is left out.`);
    return null;
  }

  flag(name: string): boolean | null {
    const value = this.record[name];
    return typeof value === 'boolean' ? value : null;
  }

  /** An instant as ISO 8601 in UTC. A time that names no offset is taken as UTC, wherever the server stands. */
  instant(name: string, years = TOLD): string | null {
    const text = this.text(name);
    if (text === null) return null;
    const parts = DATE.exec(text);
    const date = parts === null ? null : new Date(text.length === 10 || parts[1] !== undefined ? text : `${text}Z`);
    if (date !== null && !Number.isNaN(date.getTime()) && dayExists(text.slice(0, 10))) {
      const year = Number(text.slice(0, 4));
      if (year >= years.first && year <= years.last) return date.toISOString();
      this.warn(name, `"${text}" cannot be true: it is not in the years ${years.first} to ${years.last}. It is left out.`);
      return null;
    }
    this.warn(name, `"${text}" is not a date; it is left out.`);
    return null;
  }

  /**
   * The calendar day in the United Kingdom. A day alone, midnight and a time without an offset are the day that the publisher wrote, and so
   * is the last second of one; any other time is an instant, whose day is London's.
   */
  day(name: string, years = TOLD): string | null {
    const instant = this.instant(name, years);
    if (instant === null) return null;
    const text = this.text(name) as string;
    return OF_AN_INSTANT.test(text) ? LONDON_DAY.format(new Date(instant)) : text.slice(0, 10);
  }

  child(name: string): Field | null {
    const value = this.record[name];
    if (value === undefined || value === null) return null;
    if (object(value) === null) {
      this.warn(name, 'is not an object; it is left out.');
      return null;
    }
    return new Field(value, this.pathOf(name), this.warnings);
  }

  children(name: string): Field[] {
    const value = this.record[name];
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) {
      this.warn(name, 'is not a list; it is left out.');
      return [];
    }
    return value.flatMap((item, index) => {
      if (object(item) !== null) return [new Field(item, `${this.pathOf(name)}[${index}]`, this.warnings)];
      this.warn(`${name}[${index}]`, 'is not an object; it is left out.');
      return [];
    });
  }

  private pathOf(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }
}

function storable(text: string): string {
  return text.replace(UNSTORABLE, '').trim();
}

function tooLong(text: string, most: number): string {
  return `has ${text.length} characters, and ${most} at most can be kept`;
}

function dayExists(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
