/** Around the name of a field, where a message is to say what the page calls it: characters that nobody types. */
const [BEGINS, ENDS] = ['\uE000', '\uE001'];
const NAMES = new RegExp(`${BEGINS}([^${ENDS}]*)${ENDS}`, 'g');

/** Stands in a message for what the page calls a field. */
export function nameOfField(field: string): string {
  return `${BEGINS}${field}${ENDS}`;
}

/**
 * A page whose messages call each field what its own label does: “Title”. Where a field has none, a message says “This” of it.
 *
 * @param page as govuk-frontend renders it
 */
export function withLabels(page: string): string {
  return page.replace(NAMES, (_, field: string) => {
    const label = labelOf(page, field);
    return label === null ? 'This' : `“${label}”`;
  });
}

/** The label of a field; of a choice, and of a part of a day, the legend of all of it. */
function labelOf(page: string, field: string): string | null {
  const at = page.indexOf(` id="${field}"`);
  if (at < 0) return null;
  const tag = page.slice(page.lastIndexOf('<', at), page.indexOf('>', at));
  const label = ONE_OF_SEVERAL.test(tag)
    ? between(page, page.lastIndexOf('<legend', at), '</legend>')
    : between(page, page.indexOf(` for="${field}"`), '</label>');
  return label === '' ? null : label;
}

const ONE_OF_SEVERAL = /govuk-(?:radios|checkboxes|date-input)__input/;

/** The text of an element, from a place in its first tag to its end. */
function between(page: string, from: number, end: string): string {
  if (from < 0) return '';
  const text = page.slice(page.indexOf('>', from) + 1, page.indexOf(end, from));
  return text
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
