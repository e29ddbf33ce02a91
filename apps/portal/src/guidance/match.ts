/** How sure a match is, in words: the shares are those of the calibration (docs/matching.md). */
export type Sureness = 'likely' | 'possible' | 'unlikely';

/** @param confidence 0..1: of so many matches with this figure, this share is right */
export function sureness(confidence: number): Sureness {
  if (confidence >= 0.7) return 'likely';
  return confidence >= 0.4 ? 'possible' : 'unlikely';
}
