import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Organisation } from '#identity';
import { DateOnly, Instant } from '#platform';

export const DocumentUseKindEnum = { ATTESTATION: 'ATTESTATION', ANSWER: 'ANSWER' } as const;
registerEnumType(DocumentUseKindEnum, { name: 'DocumentUseKind' });

/** What a document of the supplier's own is used for. */
@ObjectType()
export class DocumentUse {
  @Field(() => DocumentUseKindEnum) kind: keyof typeof DocumentUseKindEnum;
  @Field(() => ID, { description: 'Of the attestation, or of the invitation that is answered' }) id: string;
  @Field({ description: 'The name of the scheme, or the title of what is bought' }) title: string;
  @Field(() => String, { nullable: true, description: 'Of the attestation, or of the procurement' }) reference: string | null;
  @Field(() => String, { nullable: true, description: 'Who asked; null of an attestation' }) buyerName: string | null;
  @Field(() => [String], { description: 'The refs of the requirements that it answers; none of an attestation' })
  refs: string[];
  @Field({ description: 'Whether it stays: it was submitted, or the attestation was read out of the document' })
  isFixed: boolean;
}

export const DocumentAccessEnum = { OPEN: 'OPEN', SEALED: 'SEALED', WITHDRAWN: 'WITHDRAWN', ENDED: 'ENDED' } as const;
export type DocumentAccess = keyof typeof DocumentAccessEnum;
registerEnumType(DocumentAccessEnum, {
  name: 'DocumentAccess',
  description:
    'How a document stands with a buyer. SEALED: it opens at a deadline, or never, where the buyer cancelled before anybody had assessed; ENDED: its last day has passed.',
});

export const ConsentActEnum = { ANSWERED: 'ANSWERED', GRANTED: 'GRANTED', WITHDRAWN: 'WITHDRAWN' } as const;
export type ConsentActKind = keyof typeof ConsentActEnum;
registerEnumType(ConsentActEnum, {
  name: 'ConsentActKind',
  description: 'ANSWERED: an answer that relies on it was submitted; GRANTED: until a day; WITHDRAWN: no longer.',
});

/** One thing by which a supplier let a buyer open a document, or lets it no longer. */
@ObjectType()
export class ConsentAct {
  @Field(() => ConsentActEnum) act: ConsentActKind;
  @Field(() => Instant) at: string;
  @Field({ description: 'Who did it' }) byName: string;
  @Field(() => Instant, { nullable: true, description: 'Of an answer: when the buyer could open it, the deadline' })
  opensAt: string | null;
  @Field(() => ID, { nullable: true, description: 'Of an answer: the invitation' }) invitationId: string | null;
  @Field(() => String, { nullable: true, description: 'Of an answer: what is bought, and its reference' })
  procurement: string | null;
  @Field(() => DateOnly, { nullable: true, description: 'The last day of what was granted' }) until: string | null;
  @Field(() => String, { nullable: true, description: 'Why it was withdrawn' }) reason: string | null;
}

/** A buyer who may open a document of the supplier's, will, or could. */
@ObjectType()
export class DocumentReader {
  @Field(() => Organisation) buyer: Organisation;
  @Field(() => DocumentAccessEnum) state: DocumentAccess;
  @Field(() => Instant, { description: 'Since when it stands so; of one that is SEALED the deadline' }) since: string;
  @Field(() => DateOnly, { nullable: true, description: 'The last day; null: no end, until it is withdrawn' })
  until: string | null;
  @Field(() => Int, { description: 'How often somebody of the buyer opened it' }) openings: number;
  @Field(() => Instant, { nullable: true }) lastOpenedAt: string | null;
  @Field(() => [ConsentAct], { description: 'By what it came to stand so, the first first' }) history: ConsentAct[];
}

/** That somebody opened a document, as the record has it. */
@ObjectType()
export class DocumentReading {
  @Field(() => Instant) at: string;
  @Field() name: string;
  @Field(() => String, { nullable: true, description: 'The organisation that they acted for' }) organisation: string | null;
}

/** That a document which is evidence can be opened no more by the buyer. Its name, its hash and the record of who opened it stay. */
@ObjectType()
export class ClosedEvidence {
  @Field(() => Instant, { nullable: true, description: 'When the supplier withdrew it; null where a day ended it' })
  withdrawnAt: string | null;
  @Field(() => String, { nullable: true, description: 'Why the supplier withdrew it' }) reason: string | null;
  @Field(() => DateOnly, {
    nullable: true,
    description: 'The last day on which it could be opened; null where it was withdrawn',
  })
  endedOn: string | null;
}

/** A document of the supplier's own that a buyer can open no more. */
@ObjectType()
export class ClosedDocument {
  @Field(() => ID) id: string;
  @Field() fileName: string;
  @Field(() => ClosedEvidence) closed: ClosedEvidence;
}

/** A document that a supplier lets the caller's organisation open by its word, beside what comes with answers. */
@ObjectType()
export class SharedDocument {
  @Field(() => ID, { description: 'Its bytes are under /documents/ and this id, while it is OPEN' }) id: string;
  @Field() fileName: string;
  @Field() sha256: string;
  @Field() supplierName: string;
  @Field(() => DocumentAccessEnum) state: DocumentAccess;
  @Field(() => Instant, { description: 'When it was first granted' }) since: string;
  @Field(() => DateOnly, { nullable: true, description: 'The last day; null: no end, until it is withdrawn' })
  until: string | null;
  @Field(() => Instant, { nullable: true }) withdrawnAt: string | null;
  @Field(() => String, { nullable: true, description: 'Why it was withdrawn' }) reason: string | null;
}
