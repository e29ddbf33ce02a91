import { plainPlace } from '#pack';
import { Tx } from '#platform';
import { type KeptPlace, MOST_PLACES } from './place';
import { NoticeWarning } from './procurement.inputs';

/**
 * The places that a notice names by the codes of their regions, for the buyer to put in its own words: notices name no others. What cannot be
 * taken becomes a warning.
 *
 * @param codes NUTS as published
 * @param warnings to which its own are added
 */
export async function placesOfDelivery(tx: Tx, codes: readonly string[], warnings: NoticeWarning[]): Promise<KeptPlace[]> {
  const rows: (KeptPlace & { code: string })[] = await tx.query(
    'SELECT nuts_code AS code, name, region_code AS region FROM nuts_region WHERE nuts_code = ANY ($1)',
    [codes],
  );
  const known = new Map(rows.map(({ code, name, region }) => [code, { name, region }]));
  const unknown = codes.filter((code) => !known.has(code));
  if (unknown.length > 0)
    warnings.push({
      path: 'tender.items',
      message: `The notice names regions of delivery that are not known here: ${unknown.slice(0, 5).join(', ')}. ${SAY_WHERE}`,
    });
  const places = eachOnce(codes.flatMap((code) => known.get(code) ?? []));
  if (places.length <= MOST_PLACES) return places;
  warnings.push({
    path: 'tender.items',
    message: `The notice names ${places.length} regions of delivery, and ${MOST_PLACES} places at most can be kept; they are left out. ${SAY_WHERE}`,
  });
  return [];
}

/** Some regions are called as the one that they are in is: the first of a name is taken. */
function eachOnce(places: readonly KeptPlace[]): KeptPlace[] {
  return places.filter((one, at) => places.findIndex((other) => plainPlace(other.name) === plainPlace(one.name)) === at);
}

const SAY_WHERE = 'Say in the description where it is to be run or delivered.';
