import { GENESIS_HASH, sealEvent, type ChainEvent } from '../chain/chain';
import type { Figure, PackContents, Person } from '../contents';
import type { JsonValue } from '../json';
import { isAgreed, judgementsByPair } from '../verify/settling.checks';
import { pairOf } from '../verify/names';

/** What happened, before it is put into a chain. */
type Deed = Pick<ChainEvent, 'at' | 'actor' | 'action' | 'subject' | 'detail'>;

/** The audit events that a procurement with these contents would have left, in the chain of its buyer. */
export function fictionalTrail(contents: PackContents, organisation: string): ChainEvent[] {
  const deeds = [...sourcing(contents), ...asking(contents), ...judging(contents), ...deciding(contents)];
  const events: ChainEvent[] = [];
  for (const [index, deed] of deeds.entries()) {
    const previousHash = events.at(-1)?.hash ?? GENESIS_HASH;
    events.push(sealEvent({ ...deed, organisation, sequence: index + 1, previousHash }));
  }
  return events;
}

function sourcing({ procurement, lockedSearch, candidates, requirements, decision }: PackContents): Deed[] {
  const buyer = lockedSearch?.lockedBy ?? decision.decidedBy;
  const searchedAt = lockedSearch?.lockedAt ?? procurement.dates.createdAt;
  const { id, reference } = procurement;
  const lockedAt = procurement.dates.criteriaLockedAt ?? searchedAt;
  const search = { digest: lockedSearch?.digest ?? '', results: lockedSearch?.results.length ?? 0 };
  return [
    deed(procurement.dates.createdAt, buyer, 'procurement.created', id, { reference }),
    deed(searchedAt, buyer, 'search.locked', 'search-1', search),
    ...candidates.map((candidate) =>
      deed(searchedAt, buyer, candidate.state === 'EXCLUDED' ? 'supplier.excluded' : 'supplier.shortlisted', candidate.id, {
        supplier: candidate.supplier.id,
        reason: candidate.reason,
      }),
    ),
    deed(lockedAt, buyer, 'criteria.locked', id, { requirements: requirements.length }),
  ];
}

function asking({ procurement, requests, answers, candidates, decision }: PackContents): Deed[] {
  const [request] = requests;
  const submitted = new Map(answers.map(({ candidateId, submittedAt }) => [candidateId, submittedAt]));
  const detail = { request: request.id, dueAt: request.dueAt, invitations: candidates.length };
  return [
    deed(request.sentAt, decision.decidedBy, 'evidence.requested', procurement.id, detail),
    ...candidates
      .filter(({ state }) => state === 'DECLINED')
      .map(({ id, supplier }) => deed(request.sentAt, person(supplier.id), 'invitation.declined', `invitation-${id}`)),
    ...[...submitted].map(([id, at]) => deed(at, person(id), 'response.submitted', `invitation-${id}`, { number: 1 })),
  ];
}

function judging({ procurement, interests, assessments, moderation, requests }: PackContents): Deed[] {
  const { id } = procurement;
  const [first] = assessments;
  const judgements = judgementsByPair({ assessments });
  const agreed = moderation.filter((figure) => isAgreed(figure, judgements.get(pairOf(figure)) ?? []));
  const alone = moderation.filter((figure) => !agreed.includes(figure));
  return [
    ...interests.map(({ assessor, declaredAt, hasConflict }) =>
      deed(declaredAt, assessor, 'interests.declared', id, { hasConflict }),
    ),
    deed(first?.assessedAt ?? requests[0].dueAt, first?.assessor ?? person('nobody'), 'responses.opened', id),
    ...assessments.map((judgement) => deed(judgement.assessedAt, judgement.assessor, 'answer.assessed', id, told(judgement))),
    ...agreed
      .slice(0, 1)
      .map(({ moderatedAt, moderator }) => deed(moderatedAt, moderator, 'assessments.agreed', id, { settled: agreed.length })),
    ...alone.map((figure) => deed(figure.moderatedAt, figure.moderator, 'assessment.moderated', id, told(figure))),
  ];
}

function deciding({ procurement, decision }: PackContents): Deed[] {
  const { outcome, candidateId, reason, decidedBy, decidedAt } = decision;
  return [deed(decidedAt, decidedBy, 'procurement.decided', procurement.id, { outcome, candidate: candidateId, reason })];
}

function told({ candidateId, requirementRef, conformance, score, strength }: Figure): JsonValue {
  return { candidate: candidateId, requirement: requirementRef, conformance, score, strength };
}

function deed(at: string, actor: Person, action: string, id: string, detail: JsonValue = {}): Deed {
  return { at, actor, action, subject: { type: 'fictional', id }, detail };
}

function person(name: string): Person {
  return { id: `user-of-${name}`, name: `user-of-${name}` };
}
