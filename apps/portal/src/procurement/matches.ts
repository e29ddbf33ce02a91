import type { GuidanceDecision, RequirementMatchesQuery, SeenGuidanceInput } from '../api/operations';
import { sureness, type Sureness } from '../guidance/match';

export type MatchedRequirement = RequirementMatchesQuery['procurement']['requirements'][number];

/** Which requirements the match page shows. */
export const MATCH_VIEWS = ['open', 'settled', 'none', 'all'] as const;
export type MatchView = (typeof MATCH_VIEWS)[number];

/** A page of them: few enough to see the end of. */
export const PAGE = 20;

/** The best match is ticked before anybody has looked where it is this sure, also if it is not called likely. */
const BEST_TICKED = 0.5;

/** What tells whether a requirement is settled. */
interface Settling {
  guidance: readonly { status: string }[];
  withdrawnGuidance: readonly { isOpen: boolean }[];
}

/** Whether somebody has still to say what it answers, or to say it anew since an item that was accepted is there no longer. */
export function isToSettle({ guidance, withdrawnGuidance }: Settling): boolean {
  return guidance.some(({ status }) => status === 'SUGGESTED') || withdrawnGuidance.some(({ isOpen }) => isOpen);
}

/** Whether no guidance was found for it, or accepted. */
export function hasNone({ guidance }: MatchedRequirement): boolean {
  return !guidance.some(({ status }) => status !== 'REJECTED');
}

/** Whether a requirement belongs to a view. */
export function isIn(view: MatchView, requirement: MatchedRequirement): boolean {
  if (view === 'open') return isToSettle(requirement);
  if (view === 'none') return hasNone(requirement);
  return view === 'all' || (!isToSettle(requirement) && !hasNone(requirement));
}

/**
 * The codes that are ticked to begin with: what was accepted; where nothing was decided yet, each that is called likely, since
 * what is not ticked is rejected, and the best if it is more likely right than not.
 */
export function tickedItems({ guidance }: MatchedRequirement): string[] {
  const decided = guidance.some(({ status }) => status !== 'SUGGESTED');
  return guidance
    .filter(({ status, confidence }, place) => status === 'ACCEPTED' || (!decided && isGood(confidence, place)))
    .map(({ item }) => item.code);
}

/** Whether a match is ticked where nothing was decided. */
function isGood(confidence: number, place: number): boolean {
  return sureness(confidence) === 'likely' || (place === 0 && confidence >= BEST_TICKED);
}

/** Whether an item is among what a requirement is matched with. */
export function isListed({ guidance }: MatchedRequirement, code: string): boolean {
  return guidance.some(({ item }) => item.code === code);
}

/** How a match can be decided on: not as it stands already. */
export function decisionsOn({ status }: MatchedRequirement['guidance'][number]): GuidanceDecision[] {
  return [...(status === 'ACCEPTED' ? [] : ['ACCEPT' as const]), ...(status === 'REJECTED' ? [] : ['REJECT' as const])];
}

/** What settling does to the matches of some requirements. */
export interface Tally {
  accepted: number;
  rejected: number;
  /** Those of the rejected that are called likely. */
  likelyRejected: number;
}

/** What settling would do to these matches as they are ticked. */
export function tallyOf(matches: readonly { ticked: boolean; sureness: Sureness }[]): Tally {
  const rejected = matches.filter(({ ticked }) => !ticked);
  return {
    accepted: matches.length - rejected.length,
    rejected: rejected.length,
    likelyRejected: rejected.filter((match) => match.sureness === 'likely').length,
  };
}

/** A match as a page shows it, in one word, so that settling can say what was read. */
export function shownAs({ item, decidedAt }: MatchedRequirement['guidance'][number]): string {
  return decidedAt === null ? item.code : `${item.code} ${decidedAt}`;
}

/** The match that {@link shownAs} put into a page. */
export function seenAs(shown: string): SeenGuidanceInput {
  const [itemCode, decidedAt] = shown.split(' ');
  return { itemCode, decidedAt };
}
