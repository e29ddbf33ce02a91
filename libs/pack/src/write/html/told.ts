import type { ChainEvent } from '../../chain/chain';
import { detailOf } from '../../verify/recorded';
import { dayInWords, instantInWords } from '../words';

/** What an event tells under a name; in words, that it tells nothing. */
export function told(event: ChainEvent, name: string): string {
  return textIn(event, name) ?? 'not recorded';
}

/** The same of an instant. */
export function instantTold(event: ChainEvent, name: string): string {
  return instantInWords(textIn(event, name));
}

/** The same of a day. */
export function dayTold(event: ChainEvent, name: string): string {
  return dayInWords(textIn(event, name));
}

function textIn(event: ChainEvent, name: string): string | null {
  const value = detailOf(event)[name];
  return typeof value === 'string' ? value : null;
}
