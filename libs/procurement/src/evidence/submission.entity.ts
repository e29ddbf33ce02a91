import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { SchemeFieldValue, StrengthEnum, type Strength } from '#attestations';
import { Actor } from '#audit';
import { type AttestationSnapshot, type OfferedProduct as Offered } from '#pack';
import { DateOnly, GlobalId, Instant, instantSql, OrderedBy, ReadSql } from '#platform';
import { type Withheld, withheldSql } from '../assessment/withheld';
import { Candidate } from '../candidate/candidate.entity';
import { ClosedEvidence } from '../consent/document-consent.types';
import { AskedRequirement } from './evidence-request.entity';
import { OfferedProduct, offeredProductsSql } from './offer.type';
import { ScopeTest } from './scope.type';
import { byAttestationSql, type PlannedScope, scopeSql } from './tested-scope';
import type { Invitation } from './invitation.entity';

/** A file as it was submitted. `id` is its key; size in bytes. */
export interface DocumentSnapshot {
  id: string;
  name: string;
  sha256: string;
  size: number;
  mediaType: string;
}

/** An attestation as it stood when it was submitted: what a pack says of it, but for the day of a decision that is yet to come. */
export interface SubmittedAttestationSnapshot extends Omit<AttestationSnapshot, 'validOnDecision' | 'statement'> {
  schemeName: string;
  documents: DocumentSnapshot[];
}

/** An answer as it was submitted (an element of column `answers`). Ids are keys. */
export interface AnswerSnapshot {
  requirementId: string;
  ref: string;
  statement: string;
  /** As claimed; null when there is no answer that could claim any. */
  strength: Strength | null;
  attestations: SubmittedAttestationSnapshot[];
  documents: DocumentSnapshot[];
}

@ObjectType()
export class SubmittedDocument {
  @Field(() => ID, { description: 'Its bytes are under /documents/ and this id' }) id: string;
  @Field() fileName: string;
  @Field() sha256: string;
  @Field(() => Float, { description: 'bytes' }) size: number;
  @Field() mediaType: string;
  @Field(() => ClosedEvidence, { nullable: true, description: 'Null while it can be opened, or is sealed' })
  closed: ClosedEvidence | null;
}

/** Who had looked at an attestation by then, how, and what came of it. */
@ObjectType()
export class SubmittedVerification {
  @Field() outcome: string;
  @Field() method: string;
  @Field(() => Actor) verifiedBy: Actor;
  @Field(() => DateOnly) checkedOn: string;
  @Field(() => String, { nullable: true }) note: string | null;
}

/** An attestation as it stood on the day when it was submitted, whatever became of it since. */
@ObjectType()
export class SubmittedAttestation {
  @Field(() => ID) id: string;
  @Field({ description: 'The code of its scheme' }) scheme: string;
  @Field() schemeName: string;
  @Field(() => String, { nullable: true, description: 'The product that it is about; null: the organisation, or not recorded' })
  productName: string | null;
  @Field(() => String, { nullable: true }) reference: string | null;
  @Field(() => String, { nullable: true }) legalEntity: string | null;
  @Field(() => [String]) sites: string[];
  @Field(() => [String]) productVersions: string[];
  @Field(() => [String]) exclusions: string[];
  @Field(() => DateOnly, { nullable: true }) coversFrom: string | null;
  @Field(() => DateOnly, { nullable: true }) coversTo: string | null;
  @Field(() => DateOnly, { nullable: true }) issuedOn: string | null;
  @Field(() => DateOnly, { nullable: true }) expiresOn: string | null;
  @Field(() => [SchemeFieldValue], { description: "What was filled in of the scheme's own form" })
  fieldValues: SchemeFieldValue[];
  @Field({ description: 'Its status on that day' }) status: string;
  @Field({ description: 'Its status today: it may have been verified since, or withdrawn' }) statusNow: string;
  @Field(() => Instant, {
    nullable: true,
    description: 'When it was withdrawn, where it is WITHDRAWN today and that was recorded',
  })
  withdrawnAt: string | null;
  @Field(() => StrengthEnum) strength: Strength;
  @Field(() => SubmittedVerification, { nullable: true, description: 'Null when nobody had looked at it' })
  verification: SubmittedVerification | null;
  @Field({ description: 'SHA-256 over the attestation as it stood' }) hash: string;
  @Field(() => [SubmittedDocument]) documents: SubmittedDocument[];
  @Field(() => ScopeTest, { nullable: true, description: 'For the buyer; null to the supplier' }) scopeTest: ScopeTest | null;
}

@ObjectType()
export class SubmittedAnswer {
  @Field(() => AskedRequirement, { description: 'In the words that were sent' }) requirement: AskedRequirement;
  @Field() statement: string;
  @Field(() => StrengthEnum, { nullable: true, description: 'As the supplier claims it; null when nothing is claimed' })
  strength: Strength | null;
  @Field(() => StrengthEnum, {
    nullable: true,
    description: 'The strongest of the attestations that were verified and in date on that day, and not taken back since',
  })
  evidenceStrength: Strength | null;
  @Field(() => [SubmittedAttestation]) attestations: SubmittedAttestation[];
  @Field(() => [SubmittedDocument]) documents: SubmittedDocument[];
}

/** What a plan reads for `answers`: as they were submitted, the words that they answer, and when. */
export interface PlannedAnswers extends PlannedScope {
  answers: AnswerSnapshot[];
  requirements: AskedRequirement[];
  submittedAt: string;
  /** Why the reader is not shown them; null to whoever is. Where it says why, there are no answers. */
  withheld: Withheld | null;
  /** What has become of each attestation by now, by its key. */
  standing: Record<string, string>;
  /** When each of those that were withdrawn was, by its key. */
  withdrawn: Record<string, string>;
  /** The documents that the buyer can open no more, by their keys. */
  closed: Record<string, ClosedEvidence>;
}

/** What a plan reads for `offer` and `offerSites`: what the supplier said, and why that is withheld. */
export interface PlannedOffer<T> {
  said: T[];
  withheld: Withheld | null;
}

function offerSql(alias: string, said: string): string {
  return `json_build_object('said', ${said}, 'withheld', ${whySql(alias)})`;
}

/** SQL for why a submission is withheld from the reader. */
function whySql(alias: string): string {
  return withheldSql(`(SELECT c.procurement_id FROM candidate c WHERE c.id = ${alias}.candidate_id)`);
}

function answersSql(alias: string): string {
  const requirements =
    `(SELECT r.snapshot -> 'requirements' FROM invitation i JOIN evidence_request r ON r.id = i.request_id ` +
    `WHERE i.id = ${alias}.invitation_id)`;
  const submittedAt = instantSql(`${alias}.submitted_at`);
  return `json_build_object('answers', submitted_answers(${alias}.id), 'requirements', ${requirements}, 'submittedAt', ${submittedAt},
    'withheld', ${whySql(alias)}, ${scopeSql(alias)},
    'withdrawn', ${byAttestationSql(alias, instantSql('t.withdrawn_at'), 't.withdrawn_at IS NOT NULL')},
    'closed', (SELECT coalesce(json_object_agg(e.document_id, json_build_object('withdrawnAt', ${instantSql('e.withdrawn_at')}, 'reason', e.reason,
      'endedOn', e.ended_on)), '{}') FROM closed_evidence(${alias}.id) e),
    'standing', (SELECT coalesce(json_object_agg(e.attestation_id, e.status), '{}') FROM evidence_of(${alias}.id) e))`;
}

/**
 * What a supplier submitted, frozen. Nobody on the buyer's side can read it before the deadline: row-level security hides it. From then on
 * the answers come out of the database through `submitted_answers` alone, and the offer through `submitted_offer` and
 * `submitted_sites`, which ask whether they are withheld.
 */
@Entity()
@ObjectType()
@GlobalId('sbm')
@OrderedBy([{ sql: (a) => `${a}.number`, type: 'integer' }])
export class Submission {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Column('uuid') invitationId: string;
  @ManyToOne('Invitation') @JoinColumn({ name: 'invitation_id' }) invitation?: Relation<Invitation>;
  @Column('uuid') candidateId: string;
  @Field(() => Candidate, { nullable: true, description: "The buyer's record of the supplier; null to the supplier" })
  @ManyToOne(() => Candidate)
  @JoinColumn({ name: 'candidate_id' })
  candidate?: Relation<Candidate> | null;
  @Column('uuid') organisationId: string;
  @Column('uuid') supplierOrganisationId: string;
  @Field(() => Int, { description: 'The last one counts' }) @Column('integer') number: number;
  @Field(() => Instant) @Column('timestamptz') submittedAt: Date;
  @Field() @Column('text') submittedByName: string;
  @Field(() => Instant, { description: 'When the buyer can read it' }) @Column('timestamptz') opensAt: Date;
  @Field(() => [SubmittedAnswer]) @Column('jsonb') @ReadSql((a) => answersSql(a)) answers: AnswerSnapshot[];
  @Field(() => [OfferedProduct], { description: 'What the supplier would supply; empty where it named nothing' })
  @ReadSql((a) => offerSql(a, offeredProductsSql(`submitted_offer(${a}.id)`)))
  offer: OfferedProduct[];
  @Column('jsonb', { name: 'offer', nullable: true }) frozenOffer: Offered[] | null;
  @Field(() => [String], { description: 'From where the supplier would operate the service; empty where it did not say' })
  @ReadSql((a) => offerSql(a, `coalesce(submitted_sites(${a}.id), '[]')`))
  offerSites: string[];
  @Column('jsonb', { name: 'offer_sites', nullable: true }) frozenSites: string[] | null;
  @Field({
    description: 'SHA-256 over the answers, the offer and its sites where there are any, the invitation and the number',
  })
  @Column('text')
  hash: string;
}
