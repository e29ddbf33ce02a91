import type { ProcurementHeadFragment } from '../api/operations';
import type { Visit } from '../page/visit';

/**
 * Shows a page of one procurement, `views/procurement/<part>.njk`, under its reference and the title `<part>.title`.
 *
 * @param part names the page, the view, the file of its messages and the last part of its address
 */
export function showPart(
  visit: Visit,
  part: string,
  procurement: ProcurementHeadFragment,
  context: object = {},
  status = 200,
): Promise<void> {
  return visit.show(
    `procurement/${part}`,
    { ...context, part, procurement, home: pathTo(procurement), mayEdit: visit.has('EDITOR') },
    status,
  );
}

/** The address of a procurement, or of a part of it. */
export function pathTo(procurement: { id: string }, part?: string): string {
  const home = `/procurements/${encodeURIComponent(procurement.id)}`;
  return part === undefined ? home : `${home}/${part}`;
}
