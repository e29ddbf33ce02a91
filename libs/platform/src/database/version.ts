import { Conflict } from '../errors/refusal';

/**
 * Refuses a write that was made in view of an older version.
 *
 * @param thing in words: "requirement"
 * @throws Conflict with the version that is there now
 */
export function mustBeCurrent(thing: string, row: { version: number }, expected: number | null | undefined): void {
  if ((expected ?? row.version) === row.version) return;
  throw new Conflict(
    `Somebody else has changed this ${thing} since you read it (you had version ${expected}, it is now ${row.version}). Read it again; nothing was saved.`,
    { currentVersion: row.version },
  );
}
