import { plainPlace } from '#pack';
import { Tx } from '#platform';
import type { DeliveryAddress } from '#registers';
import { type KeptPlace, MOST_PLACES } from './place';
import { NoticeWarning } from './procurement.inputs';

/**
 * The places that a notice names, for the buyer to put in its own words: regions, or the country where a region is none that is known here, since
 * notices name no others. What cannot be taken becomes a warning.
 *
 * @param warnings to which its own are added
 */
export async function placesOfDelivery(
  tx: Tx,
  addresses: readonly DeliveryAddress[],
  warnings: NoticeWarning[],
): Promise<KeptPlace[]> {
  const codes = [...new Set(addresses.flatMap(({ region }) => region ?? []))];
  const rows: (KeptPlace & { code: string })[] = await tx.query(
    'SELECT nuts_code AS code, name, region_code AS region FROM nuts_region WHERE nuts_code = ANY ($1)',
    [codes],
  );
  const known = new Map(rows.map(({ code, name, region }) => [code, { name, region }]));
  const placeOf = ({ region, country }: DeliveryAddress): KeptPlace | null =>
    known.get(region ?? '') ?? countryAsPlace(country);
  const unknown = [...new Set(addresses.flatMap((address) => (placeOf(address) === null ? (address.region ?? []) : [])))];
  if (unknown.length > 0)
    warnings.push({
      path: 'tender.items',
      message: `The notice names regions of delivery that are not known here: ${unknown.slice(0, 5).join(', ')}. ${SAY_WHERE}`,
    });
  const places = eachOnce(addresses.flatMap((address) => placeOf(address) ?? []));
  if (places.length <= MOST_PLACES) return places;
  warnings.push({
    path: 'tender.items',
    message: `The notice names ${places.length} places of delivery, and ${MOST_PLACES} at most can be kept; they are left out. ${SAY_WHERE}`,
  });
  return [];
}

function countryAsPlace(name: string | null): KeptPlace | null {
  return name === null || plainPlace(name) === '' ? null : { name, region: null };
}

/** Some regions are called as the one that they are in is: the first of a name is taken. */
function eachOnce(places: readonly KeptPlace[]): KeptPlace[] {
  return places.filter((one, at) => places.findIndex((other) => plainPlace(other.name) === plainPlace(one.name)) === at);
}

const SAY_WHERE = 'Say in the description where it is to be run or delivered.';
