/** Countries and regions, and areas within them; and the place that stands, be it of what level it may. */
export function regionsToChoose<Region extends { code: string; level: number }>(
  regions: readonly Region[],
  stands: string,
): Region[] {
  return regions.filter(({ code, level }) => level === 1 || level === 3 || code === stands);
}
