/**
 * A name without what firms write now one way and now another: capitals, signs, the legal form, "the" and "and". The database has
 * the same as `name_key`. Two firms may share one: it proposes, and joins nothing.
 */
export function nameKey(name: string): string {
  return name
    .toLowerCase()
    .replace(/(?<![\p{L}\p{N}_\p{M}])(?:limited|ltd|plc|llp|lp|cic|the|and|uk)(?![\p{L}\p{N}_])/gu, '')
    .replace(/[^a-z0-9]/g, '');
}
