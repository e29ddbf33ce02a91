/** Of changes: a figure that is a thousand percent more is eleven times what it was. */
const MOST = 1000;

/** A percentage as it was typed, with its sign or without: "10", "2.5%". Null where it is none from 0 to 1000. */
export function readThreshold(typed: string): number | null {
  const [, digits] = /^(\d{1,4}(?:\.\d{1,6})?)\s*%?$/.exec(typed) ?? [];
  return digits === undefined || Number(digits) > MOST ? null : Number(digits);
}
