/** One field of a form: how it is called, and how what it holds is said where that is a code. */
export interface FormField<T> {
  name: keyof T;
  label: string;
  say?: (code: string) => string;
}

/**
 * What somebody else has saved where it differs from what was typed: for a person to read before theirs takes its place.
 *
 * @param nothing what is said of an empty field
 */
export function standing<T extends object>(
  typed: T,
  stands: T,
  fields: readonly FormField<T>[],
  nothing: string,
): { label: string; value: string }[] {
  const said = (value: unknown, say: FormField<T>['say']): string =>
    valuesIn(value)
      .map((one) => say?.(one) ?? one)
      .join(say === undefined ? ' ' : ', ');
  return fields
    .filter(({ name, say }) => said(typed[name], say) !== said(stands[name], say))
    .map(({ name, label, say }) => ({ label, value: said(stands[name], say) || nothing }));
}

/** Says a code by the name that it has in a list. */
export function namesIn(list: readonly { code: string; label: string }[]): (code: string) => string {
  return (code) => list.find((one) => one.code === code)?.label ?? code;
}

/** What a field holds: one text, several, or the numbers of a day; what is empty left out. Browsers end lines in their own way. */
function valuesIn(value: unknown): string[] {
  const values: unknown[] = typeof value === 'object' && value !== null ? Object.values(value) : [value];
  return values.map((one) => String(one ?? '').replace(/\r\n/g, '\n')).filter((one) => one !== '');
}
