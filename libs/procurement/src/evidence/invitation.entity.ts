import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { GlobalId, Instant, OrderedBy, ReadSql } from '#platform';
import { Candidate } from '../candidate/candidate.entity';
import { Clarification, clarificationSql } from '../clarification/clarification.entity';
import { DeadlineExtension, deadlineExtensionsSql } from './deadline-extension.type';
import {
  AskedRequirement,
  InvitationProcurement,
  invitationProcurementSql,
  type EvidenceRequest,
} from './evidence-request.entity';
import { Offer, offerSql } from './offer.type';
import { INVITATION_STATES, type InvitationState } from './invitation.states';

export const InvitationStateEnum = Object.fromEntries(INVITATION_STATES.map((state) => [state, state])) as {
  [state in InvitationState]: state;
};
registerEnumType(InvitationStateEnum, { name: 'InvitationState' });

/** What came of the tender of an invited supplier: of whoever had submitted one or was left out, and of all where it was cancelled. */
export const INVITATION_OUTCOMES = ['WON', 'LOST', 'NOBODY_WON', 'LEFT_OUT', 'CANCELLED'] as const;
export type InvitationOutcome = (typeof INVITATION_OUTCOMES)[number];
export const InvitationOutcomeEnum = Object.fromEntries(INVITATION_OUTCOMES.map((outcome) => [outcome, outcome])) as {
  [outcome in InvitationOutcome]: outcome;
};
registerEnumType(InvitationOutcomeEnum, {
  name: 'InvitationOutcome',
  description: 'What came of a tender; LEFT_OUT: it was not compared with the others.',
});

/** SQL for the outcome: the decision is the buyer's own row, so it is read from what the supplier was told and given of it. */
function outcomeSql(alias: string): string {
  const told = (kind: string): string =>
    `EXISTS (SELECT FROM notification letter WHERE letter.organisation_id = ${alias}.supplier_organisation_id ` +
    `AND letter.subject_id = 'inv_' || ${alias}.id AND letter.kind = '${kind}')`;
  return `CASE WHEN ${told('PROCUREMENT_CANCELLED')} THEN 'CANCELLED' ELSE coalesce(
    (SELECT CASE own.content #>> '{winner,candidateId}' WHEN own.content ->> 'candidateId' THEN 'WON' ELSE
       CASE WHEN own.content #>> '{winner,candidateId}' IS NULL THEN 'NOBODY_WON' ELSE 'LOST' END END
     FROM assessment_summary own WHERE own.candidate_id = ${alias}.candidate_id),
    CASE WHEN ${told('LEFT_OUT')} OR ${told('DECISION_MADE')} THEN 'LEFT_OUT' END) END`;
}

/**
 * One supplier's part of an evidence request, seen by that supplier and by the buyer. What the supplier reads of the procurement
 * is what was sent: the procurement itself is the buyer's alone.
 */
@Entity()
@ObjectType()
@GlobalId('inv')
@OrderedBy([{ sql: (a) => `md5(${a}.procurement_id::text || ${a}.candidate_id::text)`, type: 'text' }])
export class Invitation {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Column('uuid') requestId: string;
  @ManyToOne('EvidenceRequest') @JoinColumn({ name: 'request_id' }) request?: Relation<EvidenceRequest>;
  @Column('uuid') procurementId: string;
  @Column('uuid') candidateId: string;
  @Field(() => Candidate, { nullable: true, description: "The buyer's record of the supplier; null to the supplier" })
  @ManyToOne(() => Candidate)
  @JoinColumn({ name: 'candidate_id' })
  candidate?: Relation<Candidate> | null;
  @Column('uuid') organisationId: string;
  @Column('uuid') supplierOrganisationId: string;
  @Field(() => InvitationStateEnum) @Column('text') state: InvitationState;
  @Field(() => Instant) @Column('timestamptz') dueAt: Date;
  @Field(() => String, { nullable: true, description: 'What the buyer last asked to be changed' })
  @Column('text', { nullable: true })
  changesWanted: string | null;
  @Field(() => Instant, { nullable: true, description: 'Until when the changes can be submitted' })
  @Column('timestamptz', { nullable: true })
  changesDueAt: Date | null;
  @Field(() => Instant, { nullable: true, description: 'When it was last submitted' })
  @Column('timestamptz', { nullable: true })
  submittedAt: Date | null;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) declineReason: string | null;
  @Field(() => Int) @Column('integer') version: number;

  @Field(() => InvitationOutcomeEnum, {
    nullable: true,
    description: 'What came of the tender, to its supplier; null until it is decided or left out',
  })
  @ReadSql((a) => outcomeSql(a))
  outcome: InvitationOutcome | null;
  @Field(() => InvitationProcurement, { description: 'What is being bought, in the words that were sent' })
  @ReadSql((a) => `(SELECT ${invitationProcurementSql('r.snapshot')} FROM evidence_request r WHERE r.id = ${a}.request_id)`)
  procurement: InvitationProcurement;
  @Field(() => String, { description: "The buyer's message, the same to all" })
  @ReadSql((a) => `(SELECT r.message FROM evidence_request r WHERE r.id = ${a}.request_id)`)
  message: string;
  @Field(() => [AskedRequirement], { description: 'The requirements in the words that were sent' })
  @ReadSql((a) => `(SELECT r.snapshot -> 'requirements' FROM evidence_request r WHERE r.id = ${a}.request_id)`)
  requirements: AskedRequirement[];
  @Field(() => [Clarification], { description: "What was answered to all, and the caller's own questions" })
  @ReadSql((a) => clarificationSql(`${a}.request_id`))
  clarifications: Clarification[];
  @Field(() => [DeadlineExtension], { description: 'How the deadline of all was put off, the first first' })
  @ReadSql((a) => deadlineExtensionsSql(`${a}.request_id`))
  deadlineExtensions: DeadlineExtension[];
  @Field(() => Offer, { nullable: true, description: 'What you say that you offer; null until you do, and to the buyer' })
  @ReadSql((a) => offerSql(`${a}.id`))
  offer: Offer | null;
  @Field(() => Boolean, {
    description: 'Answers, or what is offered, were saved since the last submission; to the supplier alone',
  })
  @ReadSql(
    (a) =>
      `(${a}.submitted_at IS NOT NULL AND (EXISTS (SELECT FROM answer w WHERE w.invitation_id = ${a}.id AND w.updated_at > ${a}.submitted_at)
        OR EXISTS (SELECT FROM offer o WHERE o.invitation_id = ${a}.id AND o.updated_at > ${a}.submitted_at)))`,
  )
  hasUnsubmittedChanges: boolean;
}
