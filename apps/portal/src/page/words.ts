import { timeOfDay } from '#platform';
import type { Language } from './messages';

const LOCALES: Record<Language, string> = { en: 'en-GB', cy: 'cy-GB' };

/** Times of day that have a name of their own. */
const WELSH_CLOCK: Record<string, string | undefined> = { midday: 'ganol dydd', midnight: 'hanner nos' };

/** Formatters by what they format: to make one takes far longer than to use it. */
const formatters = { day: new Map<string, Intl.DateTimeFormat>(), number: new Map<string, Intl.NumberFormat>() };

function dayFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const format = formatters.day.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formatters.day.set(key, format);
  return format;
}

function numberFormat(locale: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const format = formatters.number.get(key) ?? new Intl.NumberFormat(locale, options);
  formatters.number.set(key, format);
  return format;
}

/** A label that begins a line, also where it was written for the middle of a sentence. */
export function startingSentence(label: string): string {
  return label.charAt(0).toUpperCase() + label.slice(1);
}

/** Days as they were said before: a page says the same ones again and again. A few hundred kilobytes at most. */
const saidDays = new Map<string, string>();
const MOST_DAYS = 5000;

/** Dates, money and numbers as the GOV.UK style says: "12 August 2026", "4:05pm", "£1,200", "3.5 million". */
export class Words {
  constructor(private readonly language: Language) {}

  /** A day, from `2026-08-12` or an instant; empty when there is none. */
  date(value: string | null | undefined): string {
    if (!value) return '';
    const mark = `${this.language} ${value}`;
    const before = saidDays.get(mark);
    if (before !== undefined) return before;
    const said = this.format(value, { day: 'numeric', month: 'long', year: 'numeric' });
    if (saidDays.size >= MOST_DAYS) saidDays.clear();
    saidDays.set(mark, said);
    return said;
  }

  /** A label within a sentence: "parking and EV charging" from "Parking and EV charging"; what begins with an abbreviation stays as it is. */
  withinSentence(label: string): string {
    return /^\p{Lu}[^\p{Lu}\s]*(\s|$)/u.test(label)
      ? label.charAt(0).toLocaleLowerCase(LOCALES[this.language]) + label.slice(1)
      : label;
  }

  /** A label that begins a line: "A statement by the supplier" from "a statement by the supplier". */
  startingSentence(label: string): string {
    return startingSentence(label);
  }

  /** A month: "December 2026", from `2026-12`. */
  month(value: string): string {
    return this.format(`${value}-01`, { month: 'long', year: 'numeric' });
  }

  /** A day and the time in London: "12 August 2026 at 4:05pm", "at midday". */
  time(value: string | null | undefined): string {
    if (!value) return '';
    // To the minute: a page is no log.
    const clock = timeOfDay(new Date(Math.floor(Date.parse(value) / 60_000) * 60_000));
    return this.language === 'cy' ? `${this.date(value)} am ${WELSH_CLOCK[clock] ?? clock}` : `${this.date(value)} at ${clock}`;
  }

  /** Points, which are decimals in text, with three decimals or more: also those that were written down with fewer. */
  points(value: string): string {
    const [whole, decimals = ''] = value.split('.');
    return `${whole}.${decimals.padEnd(3, '0')}`;
  }

  /** Pounds or another currency, without pence where there are none. */
  money(amount: number | string | null | undefined, currency = 'GBP'): string {
    if (amount === null || amount === undefined || amount === '') return '';
    const value = Number(amount);
    const digits = Number.isInteger(value) ? 0 : 2;
    return numberFormat(LOCALES[this.language], {
      style: 'currency',
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(value);
  }

  /** The sign that stands before an amount of a currency: "£", "€"; its three letters where it has none. */
  currencySign(currency: string): string {
    const parts = numberFormat(LOCALES[this.language], { style: 'currency', currency }).formatToParts(0);
    return parts.find(({ type }) => type === 'currency')?.value ?? currency;
  }

  number(value: number | null | undefined): string {
    return value === null || value === undefined ? '' : numberFormat(LOCALES[this.language]).format(value);
  }

  /** A share of one as a percentage, whole unless decimals are asked for. */
  percent(share: number, decimals = 0): string {
    return `${(share * 100).toFixed(decimals)}%`;
  }

  /** Money by the million or the thousand million where it is much: "£3.5 million". */
  roundMoney(amount: number): string {
    for (const [size, name] of [
      [1e9, 'billion'],
      [1e6, 'million'],
    ] as const)
      if (amount >= size) return `${this.money(Math.round((amount / size) * 10) / 10).replace(/(\.\d)0$/, '$1')} ${name}`;
    return this.money(Math.round(amount));
  }

  /** A file's size: "3.5 MB". */
  bytes(size: number): string {
    for (const [unit, name] of [
      [1e9, 'GB'],
      [1e6, 'MB'],
      [1e3, 'kB'],
    ] as const)
      if (size >= unit) return `${this.number(Math.round((size / unit) * 10) / 10)} ${name}`;
    return `${this.number(size)} B`;
  }

  /** A figure of the market, by its unit. */
  figure(value: number, unit: string): string {
    if (unit === 'share') return this.percent(value, 1);
    if (unit === 'pounds sterling') return this.money(Math.round(value));
    if (unit === 'index' || unit === 'quotient') return value.toFixed(unit === 'index' ? 3 : 2);
    return this.number(value);
  }

  private format(value: string, options: Intl.DateTimeFormatOptions): string {
    const day = value.length === 10;
    const zone = day ? 'UTC' : 'Europe/London';
    return dayFormat(LOCALES[this.language], { ...options, timeZone: zone }).format(new Date(value));
  }
}
