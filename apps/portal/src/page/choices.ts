import type { Translate } from './messages';
import { startingSentence } from './words';

/** An item of a select, of radios or of checkboxes, as their macros take it. */
export interface Choice {
  value: string;
  text: string;
  selected: boolean;
  checked: boolean;
}

/** Items from things that have a code and a name. @param chosen the code or codes that are chosen */
export function choices<T>(
  things: readonly T[],
  value: keyof T,
  text: keyof T,
  chosen: string | readonly string[] = [],
): Choice[] {
  return things.map((thing) => choice(String(thing[value]), String(thing[text]), chosen));
}

/** Items from codes whose names are messages under one key: `choicesOf(['GATE'], t, 'requirement.kind')`. */
export function choicesOf(
  codes: readonly string[],
  t: Translate,
  under: string,
  chosen: string | readonly string[] = [],
): Choice[] {
  return codes.map((code) => choice(code, t(`${under}.${code}`), chosen));
}

function choice(value: string, text: string, chosen: string | readonly string[]): Choice {
  const isChosen = typeof chosen === 'string' ? chosen === value : chosen.includes(value);
  return { value, text: startingSentence(text), selected: isChosen, checked: isChosen };
}
