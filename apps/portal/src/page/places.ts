import { placeInWords } from '#pack';

/** Places in a line: Civic Centre data room (London); Depot 2. */
export function placesInWords(places: readonly { name: string; region: { name: string } | null }[]): string {
  return places.map(placeInWords).join('; ');
}
