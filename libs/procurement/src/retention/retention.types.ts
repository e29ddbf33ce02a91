import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Actor } from '#audit';
import { DateOnly, Instant, instantSql } from '#platform';

export const RETENTION_RULES = ['CONTRACT', 'AWARD', 'NO_AWARD'] as const;
/** From what the time counts for which records are kept. @source Procurement Act 2023 s.98(4) */
export type RetentionRule = (typeof RETENTION_RULES)[number];
export const RetentionRuleEnum = enumOf(RETENTION_RULES);
registerEnumType(RetentionRuleEnum, {
  name: 'RetentionRule',
  description:
    'CONTRACT: three years beginning with the day on which the contract was signed. AWARD: it was awarded and no contract is recorded, three years beginning with the day of the award. Both: Procurement Act 2023 s.98(4)(b). NO_AWARD: nobody was awarded it; an administrator sets the day.',
});

export const RETENTION_STATES = ['RUNNING', 'HELD', 'NO_TERM', 'KEPT', 'DUE'] as const;
/** Whether the records of a procurement can be erased, and if not, why. */
export type RetentionState = (typeof RETENTION_STATES)[number];
export const RetentionStateEnum = enumOf(RETENTION_STATES);
registerEnumType(RetentionStateEnum, {
  name: 'RetentionState',
  description:
    'RUNNING: it is neither closed nor cancelled. HELD: a hold stands. NO_TERM: no day is set. KEPT: the day has not come. DUE: the records can be erased.',
});

export const HOLD_KINDS = ['LITIGATION', 'AUDIT', 'INFORMATION_REQUEST', 'OTHER'] as const;
/** Why records must not be erased. */
export type HoldKind = (typeof HOLD_KINDS)[number];
export const HoldKindEnum = enumOf(HOLD_KINDS);
registerEnumType(HoldKindEnum, { name: 'HoldKind', description: 'Why records must not be erased.' });

/** A person's word that records must not be erased, until it is lifted. */
@ObjectType('RetentionHold')
export class HoldInWords {
  @Field(() => ID) id: string;
  @Field(() => HoldKindEnum) kind: HoldKind;
  @Field() reason: string;
  @Field(() => Actor) placedBy: Actor;
  @Field(() => Instant) placedAt: string;
  @Field(() => Actor, { nullable: true, description: 'Null while it stands' }) liftedBy: Actor | null;
  @Field(() => Instant, { nullable: true }) liftedAt: string | null;
  @Field(() => String, { nullable: true }) liftedReason: string | null;
}

/** The day that an administrator set, the last time. */
@ObjectType()
export class RetentionTerm {
  @Field(() => DateOnly) keptUntil: string;
  @Field() reason: string;
  @Field(() => Actor) setBy: Actor;
  @Field(() => Instant) setAt: string;
}

/** Who asked that the records are erased, which an administrator then confirms. */
@ObjectType()
export class ErasingRequest {
  @Field(() => Actor) askedBy: Actor;
  @Field(() => Instant) askedAt: string;
}

/** Until when the records of a procurement are kept. */
@ObjectType()
export class Retention {
  @Field(() => RetentionRuleEnum, { nullable: true, description: 'Null while nothing is awarded and it is not over' })
  rule: RetentionRule | null;
  @Field(() => DateOnly, { nullable: true, description: 'The day with which the three years begin; null where no term counts' })
  since: string | null;
  @Field(() => DateOnly, {
    nullable: true,
    description: 'From this day on they can be erased, once it is over and no hold stands; null where no day is known yet',
  })
  keptUntil: string | null;
  @Field(() => RetentionStateEnum) state: RetentionState;
  @Field(() => [HoldInWords], { description: 'All that were placed, the earliest first' }) holds: HoldInWords[];
  @Field(() => RetentionTerm, { nullable: true }) term: RetentionTerm | null;
  @Field(() => ErasingRequest, {
    nullable: true,
    description: 'Null unless the erasing was asked for and waits to be confirmed',
  })
  erasing: ErasingRequest | null;
}

/** SQL for the retention of the procurement `a`. */
export function retentionSql(a: string): string {
  return `(SELECT json_build_object('rule', r.rule, 'since', r.since, 'keptUntil', r.kept_until, 'state', r.state,
    'holds', (SELECT coalesce(json_agg(json_build_object('id', 'hld_' || h.id, 'kind', h.kind, 'reason', h.reason,
        'placedBy', ${actorSql('h.placed_by')}, 'placedAt', ${instantSql('h.placed_at')},
        'liftedBy', CASE WHEN h.lifted_at IS NOT NULL THEN ${actorSql('h.lifted_by')} END, 'liftedAt', ${instantSql('h.lifted_at')},
        'liftedReason', h.lifted_reason) ORDER BY h.placed_at, h.id), '[]') FROM retention_hold h WHERE h.procurement_id = ${a}.id),
    'term', (SELECT json_build_object('keptUntil', t.kept_until, 'reason', t.reason, 'setBy', ${actorSql('t.set_by')}, 'setAt', ${instantSql('t.set_at')})
        FROM retention_term t WHERE t.procurement_id = ${a}.id ORDER BY t.set_at DESC, t.id DESC LIMIT 1),
    'erasing', (SELECT json_build_object('askedBy', ${actorSql('q.asked_by')}, 'askedAt', ${instantSql('q.asked_at')})
        FROM erasing_request q WHERE q.procurement_id = ${a}.id)) FROM retention_of(${a}.id) r)`;
}

function actorSql(columns: string): string {
  return `json_build_object('id', 'usr_' || ${columns}_id, 'name', ${columns}_name)`;
}

function enumOf<T extends string>(values: readonly T[]): { [value in T]: value } {
  return Object.fromEntries(values.map((value) => [value, value])) as { [value in T]: value };
}
