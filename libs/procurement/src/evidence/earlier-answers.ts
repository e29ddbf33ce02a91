import { Injectable } from '@nestjs/common';
import { Field, Float, ObjectType } from '@nestjs/graphql';
import { StrengthEnum, type Strength } from '#attestations';
import { Instant, Member, NotFound, readId, Transactions } from '#platform';
import { Invitation } from './invitation.entity';

/** How alike the words of two requirements have to be, by their trigrams, for the answer to one to be worth a look at the other. */
const LEAST_LIKENESS = 0.3;

/** As many as a person reads. */
const MOST = 3;

/** What the supplier answered another buyer, to a requirement that says much the same. */
@ObjectType()
export class EarlierAnswer {
  @Field({ description: 'What was asked' }) requirement: string;
  @Field() statement: string;
  @Field(() => StrengthEnum, { nullable: true }) strength: Strength | null;
  @Field() buyerName: string;
  @Field() title: string;
  @Field(() => Instant) savedAt: Date;
  @Field(() => Float, { description: 'How alike the two requirements are, 0 to 1' }) likeness: number;
}

/** Answers that a supplier can use again. They are its own, and no buyer sees that they were used before. */
@Injectable()
export class EarlierAnswers {
  constructor(private readonly transactions: Transactions) {}

  /**
   * The supplier's answers in other invitations to requirements like this one, the likest first.
   *
   * @throws NotFound when the invitation is not the caller's, or nothing was asked under that ref
   */
  async like(caller: Member, invitationId: string, ref: string): Promise<EarlierAnswer[]> {
    return this.transactions.read(caller, async (tx) => {
      const id = readId(Invitation, invitationId);
      const [asked]: { text: string }[] = await tx.query(
        `SELECT x ->> 'text' AS text FROM invitation i JOIN evidence_request r ON r.id = i.request_id
         CROSS JOIN LATERAL jsonb_array_elements(r.snapshot -> 'requirements') x
         WHERE i.id = $1 AND x ->> 'ref' = $2 AND i.supplier_organisation_id = $3`,
        [id, ref, caller.organisation.id],
      );
      if (asked === undefined) throw new NotFound('requirement');
      return tx.query(
        `SELECT x ->> 'text' AS requirement, a.statement, a.strength, r.snapshot ->> 'buyerName' AS "buyerName",
           r.snapshot ->> 'title' AS title, a.updated_at AS "savedAt", similarity(x ->> 'text', $3)::double precision AS likeness
         FROM answer a JOIN invitation i ON i.id = a.invitation_id JOIN evidence_request r ON r.id = i.request_id
         CROSS JOIN LATERAL jsonb_array_elements(r.snapshot -> 'requirements') x
         WHERE a.organisation_id = $1 AND a.invitation_id <> $2 AND x ->> 'ref' = a.requirement_ref AND a.statement <> ''
           AND similarity(x ->> 'text', $3) >= $4
         ORDER BY likeness DESC, a.updated_at DESC, a.id LIMIT $5`,
        [caller.organisation.id, id, asked.text, LEAST_LIKENESS, MOST],
      ) as Promise<EarlierAnswer[]>;
    });
  }
}
