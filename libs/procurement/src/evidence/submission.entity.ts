import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { SchemeFieldValue, StrengthEnum, type Strength } from '#attestations';
import { Actor } from '#audit';
import { type AttestationSnapshot } from '#pack';
import { DateOnly, GlobalId, Instant, instantSql, OrderedBy, ReadSql } from '#platform';
import { type Withheld, withheldSql } from '../assessment/withheld';
import { Candidate } from '../candidate/candidate.entity';
import { ClosedEvidence } from '../consent/document-consent.types';
import { AskedRequirement } from './evidence-request.entity';
import { ScopeTest } from './scope.type';
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
export interface PlannedAnswers {
  answers: AnswerSnapshot[];
  requirements: AskedRequirement[];
  submittedAt: string;
  /** What would be signed; null to whoever cannot read the procurement. */
  contract: PlannedContract | null;
  /** Why the reader is not shown them; null to whoever is. Where it says why, there are no answers. */
  withheld: Withheld | null;
  /** The product that each attestation is about, by the attestation's key; null: the organisation. */
  products: Record<string, string | null>;
  /** What has become of each attestation by now, by its key. */
  standing: Record<string, string>;
  /** When each of those that were withdrawn was, by its key. */
  withdrawn: Record<string, string>;
  /** The documents that the buyer can open no more, by their keys. */
  closed: Record<string, ClosedEvidence>;
}

/** The contract that evidence is held against, as far as it is known. */
export interface PlannedContract {
  legalEntity: string;
  startsOn: string | null;
  endsOn: string | null;
  /** Keys of the products that the buyer named when it shortlisted the supplier. */
  productIds: string[];
}

function contractSql(alias: string): string {
  return `(SELECT json_build_object('startsOn', p.starts_on, 'endsOn', p.ends_on, 'productIds', c.product_ids, 'legalEntity', coalesce(
      (SELECT o.legal_name FROM organisation_identifier o WHERE o.organisation_id = s.organisation_id AND o.legal_name IS NOT NULL
       ORDER BY o.is_primary DESC, o.scheme, o.identifier LIMIT 1), s.name))
    FROM candidate c JOIN procurement p ON p.id = c.procurement_id JOIN supplier s ON s.id = c.supplier_id WHERE c.id = ${alias}.candidate_id)`;
}

/** SQL for something of each attestation of a submission that may be read, by its key. */
function byAttestationSql(alias: string, what: string, which = 'true'): string {
  return `(SELECT coalesce(json_object_agg(t.id, ${what}), '{}') FROM attestation t WHERE ${which} AND t.id IN (SELECT (x ->> 'id')::uuid
    FROM jsonb_array_elements(submitted_answers(${alias}.id)) y CROSS JOIN LATERAL jsonb_array_elements(y -> 'attestations') x))`;
}

function answersSql(alias: string): string {
  const requirements =
    `(SELECT r.snapshot -> 'requirements' FROM invitation i JOIN evidence_request r ON r.id = i.request_id ` +
    `WHERE i.id = ${alias}.invitation_id)`;
  const submittedAt = instantSql(`${alias}.submitted_at`);
  return `json_build_object('answers', submitted_answers(${alias}.id), 'requirements', ${requirements}, 'submittedAt', ${submittedAt},
    'contract', ${contractSql(alias)}, 'withheld', ${withheldSql(`(SELECT c.procurement_id FROM candidate c WHERE c.id = ${alias}.candidate_id)`)}, 'products', ${byAttestationSql(alias, 't.product_id')},
    'withdrawn', ${byAttestationSql(alias, instantSql('t.withdrawn_at'), 't.withdrawn_at IS NOT NULL')},
    'closed', (SELECT coalesce(json_object_agg(e.document_id, json_build_object('withdrawnAt', ${instantSql('e.withdrawn_at')}, 'reason', e.reason,
      'endedOn', e.ended_on)), '{}') FROM closed_evidence(${alias}.id) e),
    'standing', (SELECT coalesce(json_object_agg(e.attestation_id, e.status), '{}') FROM evidence_of(${alias}.id) e))`;
}

/**
 * What a supplier submitted, frozen. Nobody on the buyer's side can read it before the deadline: row-level security hides it. From then on
 * the answers come out of the database through `submitted_answers` alone, which asks whether they are withheld.
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
  @Field({ description: 'SHA-256 over the answers, the invitation and the number' }) @Column('text') hash: string;
}
