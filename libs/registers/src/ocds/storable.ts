/** How deep the lists and objects of a release may be nested. None comes near it, and what is deeper could be neither walked nor stored. */
export const DEEPEST_RELEASE = 100;

/** NUL and halves of surrogate pairs, which PostgreSQL's text and JSON do not have. */
const UNSTORABLE = /\u0000|\p{Surrogate}/gu;

/** The text without NUL and halves of characters. */
export function storableText(text: string): string {
  return text.replace(UNSTORABLE, '');
}

/** The value with all text in it, that of keys too, storable. It may be nested as deep as {@link isTooDeep} allows. */
export function storableJson(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map(storableJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [storableText(key), storableJson(each)]));
}

/** Whether a value is nested deeper than so many levels. */
export function isTooDeep(value: unknown, levels = DEEPEST_RELEASE): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((each) => isTooDeep(each, levels - 1));
}

/** Whether a value can be what something is called by: text that is not blank, nor too long, nor has what cannot be stored. */
export function isName(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= 300 && value === storableText(value);
}
