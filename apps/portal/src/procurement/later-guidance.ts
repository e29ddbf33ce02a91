import type { LaterGuidanceQuery } from '../api/operations';

type Later = LaterGuidanceQuery['procurement']['laterGuidance'][number];
type Change = Later['preview']['changes'][number];

/** The requirements that a change does the same to. */
export interface RequirementsByOutcome {
  /** Of `later-guidance.outcome`. */
  outcome: string;
  requirements: { id: string; ref: string }[];
}

/** A change that touches requirements, with what it does to which. */
export type TouchingChange = Change & { outcomes: RequirementsByOutcome[] };

/** All that changes: what touches requirements of the procurement, and what else. */
export function byTouch(changes: readonly Change[]): {
  all: Change['change'][];
  touching: TouchingChange[];
  others: Change['change'][];
} {
  return {
    all: changes.map(({ change }) => change),
    touching: changes
      .filter(({ effects }) => effects.length > 0)
      .map((change) => ({ ...change, outcomes: outcomesOf(change.effects) })),
    others: changes.filter(({ effects }) => effects.length === 0).map(({ change }) => change),
  };
}

function outcomesOf(effects: Change['effects']): RequirementsByOutcome[] {
  const groups = new Map<string, RequirementsByOutcome>();
  for (const { outcome, status, requirement } of effects) {
    const key = status === null ? outcome : `${outcome}_${status}`;
    const group = groups.get(key) ?? { outcome: key, requirements: [] };
    group.requirements.push(requirement);
    groups.set(key, group);
  }
  return [...groups.values()];
}
