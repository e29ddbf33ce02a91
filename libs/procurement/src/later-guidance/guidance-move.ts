import type { ItemChange, MatchReason } from '#guidance';
import type { GuidanceStatus } from '#pack';

/** A match of a requirement, as it stands on an item of the version that its procurement rests on. */
export interface StandingMatch {
  id: string;
  requirementId: string;
  code: string;
  status: GuidanceStatus;
  confidence: number;
  score: number;
  position: number;
}

/** What the matching says to a requirement now. */
export interface FoundMatch {
  requirementId: string;
  code: string;
  score: number;
  confidence: number;
  reasons: MatchReason[];
}

/** A match that the move brings, for a person to decide on. */
export interface Suggestion extends FoundMatch {
  position: number;
}

/** What becomes of the matches of a procurement when it moves to a later version of a document. */
export interface GuidanceMove {
  /** Those whose item is there still, reworded or not: the decision on it goes on. */
  carried: StandingMatch[];
  /** Those whose item is there no longer. Where it was accepted, the requirement has to be settled again. */
  withdrawn: (StandingMatch & { isOpen: boolean })[];
  suggested: Suggestion[];
}

/** What a move is decided on. */
export interface MoveFacts {
  standing: readonly StandingMatch[];
  changes: readonly ItemChange[];
  /** Code of what came, by the code of what it takes the place of. */
  replacements: ReadonlyMap<string, string>;
  found: readonly FoundMatch[];
}

/** After all that the matching found at first. */
const LAST = 100;

/**
 * Says what a move does, match by match, and changes nothing. Suggested is what takes the place of an item that went, unless it had been
 * rejected; what is new and answers a requirement; and, for a requirement that has to be settled again, whatever else answers it.
 */
export function guidanceMove({ standing, changes, replacements, found }: MoveFacts): GuidanceMove {
  const added = codesOf(changes, 'ADDED');
  const removed = codesOf(changes, 'REMOVED');
  const carried = standing.filter(({ code }) => !removed.has(code));
  const withdrawn = standing
    .filter(({ code }) => removed.has(code))
    .map((match) => ({ ...match, isOpen: match.status === 'ACCEPTED' }));

  const reopened = new Set(withdrawn.filter(({ isOpen }) => isOpen).map(({ requirementId }) => requirementId));
  const taken = new Set(carried.map(placeOf));
  const suggested: Suggestion[] = [];
  const suggest = (suggestion: Suggestion): void => {
    if (taken.has(placeOf(suggestion))) return;
    taken.add(placeOf(suggestion));
    suggested.push(suggestion);
  };
  const foundAt = new Map(found.map((match) => [placeOf(match), match]));
  for (const match of withdrawn) {
    const code = replacements.get(match.code);
    if (code === undefined || match.status === 'REJECTED') continue;
    suggest(inPlaceOf(match, code, titleBefore(changes, match.code), foundAt));
  }
  for (const match of found) {
    if (removed.has(match.code)) continue;
    if (added.has(match.code) || reopened.has(match.requirementId)) suggest({ ...match, position: LAST });
  }
  return { carried, withdrawn, suggested };
}

/** Which requirements have to be settled again, each once. */
export function reopenedBy({ withdrawn }: GuidanceMove): string[] {
  return [...new Set(withdrawn.filter(({ isOpen }) => isOpen).map(({ requirementId }) => requirementId))];
}

/** What takes the place of an item says much the same, so that it answers the requirement as surely as the one before did. */
function inPlaceOf(match: StandingMatch, code: string, title: string, foundAt: ReadonlyMap<string, FoundMatch>): Suggestion {
  const found = foundAt.get(placeOf({ ...match, code }));
  return {
    requirementId: match.requirementId,
    code,
    score: found?.score ?? match.score,
    confidence: found?.confidence ?? match.confidence,
    reasons: [
      { kind: 'CROSSWALK', text: `it says much the same as “${title}” (${match.code}), which the later version does not have` },
      ...(found?.reasons ?? []),
    ],
    position: match.position,
  };
}

function titleBefore(changes: readonly ItemChange[], code: string): string {
  return changes.find((change) => change.code === code)?.before?.title ?? code;
}

function codesOf(changes: readonly ItemChange[], kind: ItemChange['kind']): ReadonlySet<string> {
  return new Set(changes.filter((change) => change.kind === kind).map(({ code }) => code));
}

function placeOf({ requirementId, code }: { requirementId: string; code: string }): string {
  return `${requirementId} ${code}`;
}
