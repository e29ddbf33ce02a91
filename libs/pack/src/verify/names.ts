import type { PackContents, Person } from '../contents';

/** Names a candidate for a sentence: by its supplier, or by its id when there is no such candidate. */
export function nameOf({ candidates }: Pick<PackContents, 'candidates'>, candidateId: string | null): string {
  return candidates.find(({ id }) => id === candidateId)?.supplier.name ?? String(candidateId);
}

/** What tells one figure, answer or judgement from another: whose it is and on which requirement. */
export function pairOf({ candidateId, requirementRef }: { candidateId: string; requirementRef: string }): string {
  return JSON.stringify([candidateId, requirementRef]);
}

/** The key of a person: the audit trail has it bare, the contents with the mark of its kind. */
export function personKey({ id }: Pick<Person, 'id'>): string | null {
  return id === null ? null : id.replace(/^usr_/, '');
}
