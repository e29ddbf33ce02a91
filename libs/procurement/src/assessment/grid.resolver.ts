import { Field, Int, ObjectType, Parent, registerEnumType, ResolveField, Resolver } from '@nestjs/graphql';
import { type Strength, StrengthEnum, STRENGTHS, TAKEN_BACK_STATES } from '#attestations';
import { Actor } from '#audit';
import type { Conformance } from '#pack';
import { CurrentCaller, DateOnly, keyOf, Member, refer, Transactions } from '#platform';
import { Candidate } from '../candidate/candidate.entity';
import { isLatest } from '../evidence/submissions';
import { Procurement } from '../procurement/procurement.entity';
import { Requirement } from '../requirement/requirement.entity';
import { ConformanceEnum } from './assessment.entities';
import { CHANGED_ANSWERS, isOfPresentAnswer } from './changed-answers';
import { withheldSql } from './withheld';

export const GridStateEnum = {
  SETTLED: 'SETTLED',
  AGREED: 'AGREED',
  DIFFERING: 'DIFFERING',
  ONE_ASSESSMENT: 'ONE_ASSESSMENT',
  NOT_ASSESSED: 'NOT_ASSESSED',
  NO_ANSWER: 'NO_ANSWER',
} as const;
registerEnumType(GridStateEnum, { name: 'GridState', description: 'How far the judgement of one answer has come.' });

/** Requirement by candidate: what is known of one answer. How far its judgement has come shows to all; what it says, to whoever is shown answers. */
@ObjectType()
export class GridCell {
  @Field(() => Requirement) requirement: Requirement;
  @Field(() => Candidate) candidate: Candidate;
  @Field(() => ConformanceEnum, { description: 'Settled, or agreed so far; UNKNOWN else, and where answers are withheld' })
  conformance: Conformance;
  @Field(() => Int, {
    nullable: true,
    description: '0 to 10, settled or agreed so far, for scored requirements; null else, and where answers are withheld',
  })
  score: number | null;
  @Field(() => StrengthEnum, { nullable: true }) strength: Strength | null;
  @Field(() => [Actor], {
    description:
      'The assessors who judged the answer before it was changed: what they said counts for nothing until they judge again',
  })
  outOfDate: Actor[];
  @Field(() => GridStateEnum) state: keyof typeof GridStateEnum;
  @Field(() => Int, { description: 'The version of the final figure, for whoever settles it; 0 until it is settled' })
  settledVersion: number;
  @Field(() => Actor, {
    nullable: true,
    description: 'Who settled the final figure last; null else, and where answers are withheld',
  })
  settledBy: Actor | null;
  @Field(() => DateOnly, { description: 'The day on which the evidence is looked at: that of the decision, or today' })
  validOn: string;
  @Field(() => DateOnly, {
    nullable: true,
    description: 'When the first of the attestations ends that the answer relies on and that were not taken back',
  })
  expiresOn: string | null;
}

interface Row {
  requirement_id: string;
  candidate_id: string;
  settled: Conformance | null;
  settled_score: number | null;
  settled_strength: Strength | null;
  settled_version: number | null;
  settled_by: Actor | null;
  /** How many assessors judged the answer as it stands, how many different figures they gave, and one of the conformances and scores. */
  assessors: number | null;
  figures: number | null;
  conformance: Conformance | null;
  score: number | null;
  strength: Strength | null;
  out_of_date: Actor[] | null;
  answered: boolean;
  valid_on: string;
  expires_on: string | null;
  /** Whether answers are withheld from whoever asks; the same in every row. */
  withheld: boolean;
}

@Resolver(() => Procurement)
export class GridResolver {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Every requirement by every candidate that was invited. Before the deadline nothing of an answer shows; after it, neither evidence nor
   * figures to whoever is not shown the answers (`answersWithheld`).
   */
  @ResolveField(() => [GridCell])
  async grid(@CurrentCaller() caller: Member, @Parent() procurement: Procurement): Promise<GridCell[]> {
    const rows = await this.transactions.read(
      caller,
      (tx) => tx.query(GRID, [keyOf(Procurement, procurement), STRENGTHS, TAKEN_BACK_STATES]) as Promise<Row[]>,
    );
    return rows.map((row) => ({
      requirement: refer(Requirement, row.requirement_id),
      candidate: refer(Candidate, row.candidate_id),
      ...judged(row),
      outOfDate: row.out_of_date ?? [],
      settledVersion: row.settled_version ?? 0,
      settledBy: row.withheld ? null : row.settled_by,
      validOn: row.valid_on,
    }));
  }
}

function judged(row: Row): Pick<GridCell, 'conformance' | 'score' | 'strength' | 'state' | 'expiresOn'> {
  const state = stateOf(row);
  if (row.withheld) return { state, conformance: 'UNKNOWN', score: null, strength: null, expiresOn: null };
  const expiresOn = row.expires_on;
  if (row.settled !== null)
    return { state, conformance: row.settled, score: row.settled_score, strength: row.settled_strength, expiresOn };
  const agreed = row.figures === 1 && row.conformance !== null ? row : { conformance: 'UNKNOWN' as const, score: null };
  return { state, conformance: agreed.conformance ?? 'UNKNOWN', score: agreed.score, strength: row.strength, expiresOn };
}

function stateOf(row: Row): GridCell['state'] {
  if (row.settled !== null) return 'SETTLED';
  if (!row.answered) return 'NO_ANSWER';
  if (row.conformance === null) return 'NOT_ASSESSED';
  if (row.figures !== 1) return 'DIFFERING';
  return row.assessors === 1 ? 'ONE_ASSESSMENT' : 'AGREED';
}

/**
 * $1 the procurement, $2 the strengths, the weakest first, $3 the states of what was taken back. Responses are unfolded once, not once for each
 * cell. An answer without a word and without evidence claims nothing. Evidence counts as it stood at the decision, and before there is one as
 * it stands.
 */
const GRID = `
  WITH latest AS MATERIALIZED (
    SELECT s.id, s.candidate_id FROM candidate c JOIN submission s ON s.candidate_id = c.id WHERE c.procurement_id = $1 AND ${isLatest('s')}
  ), taken_back AS MATERIALIZED (
    SELECT e.attestation_id FROM latest s CROSS JOIN LATERAL evidence_of(s.id) e
    LEFT JOIN decision_evidence d ON d.procurement_id = $1 AND d.attestation_id = e.attestation_id
    WHERE coalesce(d.status, e.status) = ANY ($3::text[])
  ), answer AS MATERIALIZED (
    SELECT s.candidate_id, (x ->> 'requirementId')::uuid AS requirement_id,
      CASE WHEN x ->> 'statement' ~ '\\S' OR jsonb_array_length((x -> 'attestations') || (x -> 'documents')) > 0 THEN x ->> 'strength' END AS strength,
      (SELECT min(least(t #>> '{dates,expiresOn}', t #>> '{dates,coversTo}')) FROM jsonb_array_elements(x -> 'attestations') t
        WHERE (t ->> 'id')::uuid NOT IN (SELECT attestation_id FROM taken_back)) AS expires_on
    FROM latest s CROSS JOIN LATERAL jsonb_array_elements(submitted_answers(s.id)) x
  ), given AS MATERIALIZED (SELECT * FROM answers_given($1)
  ), changed AS MATERIALIZED (${CHANGED_ANSWERS}
  ), said AS MATERIALIZED (
    SELECT a.*, ${isOfPresentAnswer('a')} AS counts FROM assessment a WHERE a.procurement_id = $1
  ), judged AS MATERIALIZED (
    SELECT candidate_id, requirement_id, count(*) FILTER (WHERE counts)::int AS assessors,
      count(DISTINCT (conformance, score)) FILTER (WHERE counts)::int AS figures, min(conformance) FILTER (WHERE counts) AS conformance,
      min(score) FILTER (WHERE counts) AS score,
      (array_agg(strength ORDER BY array_position($2::text[], strength)) FILTER (WHERE counts))[1] AS strength,
      json_agg(json_build_object('id', 'usr_' || assessor_id, 'name', assessor_name) ORDER BY id) FILTER (WHERE NOT counts) AS out_of_date
    FROM said GROUP BY candidate_id, requirement_id
  )
  SELECT r.id AS requirement_id, c.id AS candidate_id, m.conformance AS settled, m.score AS settled_score, m.strength AS settled_strength,
    m.version AS settled_version, CASE WHEN m.id IS NOT NULL THEN json_build_object('id', 'usr_' || m.moderator_id, 'name', m.moderator_name) END AS settled_by,
    j.assessors, j.figures, j.conformance, j.score, j.out_of_date, coalesce(j.strength, a.strength) AS strength, g.candidate_id IS NOT NULL AS answered,
    to_char(coalesce(d.decided_at, now()) AT TIME ZONE 'Europe/London', 'YYYY-MM-DD') AS valid_on, a.expires_on,
    ${withheldSql('$1')} IS NOT NULL AS withheld
  FROM candidate c
  JOIN requirement r ON r.procurement_id = c.procurement_id
  LEFT JOIN moderation m ON m.candidate_id = c.id AND m.requirement_id = r.id
  LEFT JOIN decision d ON d.procurement_id = c.procurement_id
  LEFT JOIN judged j ON j.candidate_id = c.id AND j.requirement_id = r.id
  LEFT JOIN given g ON g.candidate_id = c.id AND g.requirement_id = r.id
  LEFT JOIN answer a ON a.candidate_id = c.id AND a.requirement_id = r.id
  WHERE c.procurement_id = $1 AND c.state NOT IN ('SHORTLISTED', 'EXCLUDED')
  ORDER BY r.position, md5(c.procurement_id::text || c.supplier_id::text)`;
