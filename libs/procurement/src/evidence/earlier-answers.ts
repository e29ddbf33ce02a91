import { Injectable } from '@nestjs/common';
import { Field, Float, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Attestation, StrengthEnum, type Strength } from '#attestations';
import { Document, GlobalId, Instant, Member, NotFound, readId, referAll, Transactions } from '#platform';
import { Invitation } from './invitation.entity';

/** How alike the words of two requirements have to be, by their trigrams, for the answer to one to be worth a look at the other. */
const LEAST_LIKENESS = 0.3;

/** As many as a person reads. */
const MOST = 3;

export const LikenessKindEnum = { SAME_WORDS: 'SAME_WORDS', SAME_GUIDANCE: 'SAME_GUIDANCE', LIKE_WORDS: 'LIKE_WORDS' } as const;
registerEnumType(LikenessKindEnum, {
  name: 'LikenessKind',
  description: 'In what two requirements are alike; SAME_GUIDANCE: their buyers accepted the same guidance items for them.',
});

/** What the supplier answered another buyer, to a requirement that says much the same. */
@ObjectType()
@GlobalId('ans')
export class EarlierAnswer {
  @Field(() => ID) id: string;
  @Field({ description: 'What was asked' }) requirement: string;
  @Field() statement: string;
  @Field(() => StrengthEnum, { nullable: true }) strength: Strength | null;
  @Field() buyerName: string;
  @Field() title: string;
  @Field(() => Instant) savedAt: Date;
  @Field(() => Instant, { nullable: true, description: 'When it was submitted as it stands; null where it never was' })
  submittedAt: Date | null;
  @Field(() => LikenessKindEnum) alikeBy: keyof typeof LikenessKindEnum;
  @Field(() => Float, { description: 'How alike the words of the two requirements are, 0 to 1' }) likeness: number;
  @Field(() => [Attestation], { description: 'Attestations that backed it' }) evidence: Attestation[];
  @Field(() => [Attestation], { description: 'Those of them that do not stand any more: the answer is to be checked' })
  lapsed: Attestation[];
  @Field(() => [Document], { description: 'Documents that backed it' }) documents: Document[];
}

/** Answers that a supplier can use again. They are its own, and no buyer sees that they were used before. */
@Injectable()
export class EarlierAnswers {
  constructor(private readonly transactions: Transactions) {}

  /**
   * The supplier's answers in other invitations to requirements like this one: in the same words first, then to the same guidance, then the
   * likest.
   *
   * @throws NotFound when the invitation is not the caller's, or nothing was asked under that ref
   */
  async like(caller: Member, invitationId: string, ref: string): Promise<EarlierAnswer[]> {
    const rows = await this.transactions.read(caller, async (tx) => {
      const id = readId(Invitation, invitationId);
      const [asked]: { text: string; guidance: unknown }[] = await tx.query(
        `SELECT x ->> 'text' AS text, coalesce(x -> 'guidance', '[]') AS guidance FROM invitation i JOIN evidence_request r ON r.id = i.request_id
         CROSS JOIN LATERAL jsonb_array_elements(r.snapshot -> 'requirements') x
         WHERE i.id = $1 AND x ->> 'ref' = $2 AND i.supplier_organisation_id = $3`,
        [id, ref, caller.organisation.id],
      );
      if (asked === undefined) throw new NotFound('requirement');
      const values = [caller.organisation.id, id, asked.text, LEAST_LIKENESS, MOST, JSON.stringify(asked.guidance)];
      return tx.query(EARLIER, values) as Promise<EarlierRow[]>;
    });
    return rows.map(({ evidence, lapsed, documents, ...row }) => ({
      ...row,
      evidence: referAll(Attestation, evidence),
      lapsed: referAll(Attestation, lapsed),
      documents: referAll(Document, documents),
    }));
  }
}

/** Evidence by its keys. */
type EarlierRow = Omit<EarlierAnswer, 'evidence' | 'lapsed' | 'documents'> &
  Record<'evidence' | 'lapsed' | 'documents', string[]>;

/** The words of a requirement, however they are spaced and written. */
const wordsSql = (text: string): string => `regexp_replace(lower(btrim(${text})), '\\s+', ' ', 'g')`;

/** $1 the supplier, $2 the invitation, $3 and $6 the words and the guidance of the requirement, $4 the least likeness, $5 how many. */
const EARLIER = `
  SELECT 'ans_' || a.id AS id, x ->> 'text' AS requirement, a.statement, a.strength, r.snapshot ->> 'buyerName' AS "buyerName",
    r.snapshot ->> 'title' AS title, a.updated_at AS "savedAt",
    (SELECT min(s.submitted_at) FROM submission s WHERE s.invitation_id = i.id AND s.submitted_at >= a.updated_at) AS "submittedAt",
    alike.by AS "alikeBy", similarity(x ->> 'text', $3)::double precision AS likeness,
    ARRAY(SELECT e.attestation_id FROM answer_attestation e WHERE e.answer_id = a.id ORDER BY 1) AS evidence,
    ARRAY(SELECT t.id FROM answer_attestation e JOIN attestation t ON t.id = e.attestation_id WHERE e.answer_id = a.id
      AND (t.state NOT IN ('SUBMITTED', 'VERIFIED') OR least(t.expires_on, t.covers_to) < current_date) ORDER BY 1) AS lapsed,
    ARRAY(SELECT d.document_id FROM answer_document d WHERE d.answer_id = a.id ORDER BY 1) AS documents
  FROM answer a JOIN invitation i ON i.id = a.invitation_id JOIN evidence_request r ON r.id = i.request_id
  CROSS JOIN LATERAL jsonb_array_elements(r.snapshot -> 'requirements') x
  CROSS JOIN LATERAL (SELECT CASE WHEN ${wordsSql(`x ->> 'text'`)} = ${wordsSql('$3')} THEN 'SAME_WORDS'
    WHEN x -> 'guidance' = $6::jsonb AND $6::jsonb <> '[]' THEN 'SAME_GUIDANCE' WHEN similarity(x ->> 'text', $3) >= $4 THEN 'LIKE_WORDS' END AS by) alike
  WHERE a.organisation_id = $1 AND a.invitation_id <> $2 AND x ->> 'ref' = a.requirement_ref AND a.statement <> '' AND alike.by IS NOT NULL
  ORDER BY array_position(ARRAY['SAME_WORDS', 'SAME_GUIDANCE', 'LIKE_WORDS'], alike.by), likeness DESC, a.updated_at DESC, a.id LIMIT $5`;
