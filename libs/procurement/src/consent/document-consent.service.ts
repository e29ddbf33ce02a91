import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { Organisation } from '#identity';
import { dayOf, type JsonValue } from '#pack';
import {
  BadUserInput,
  dayInWords,
  Document,
  globalId,
  IllegalTransition,
  isDay,
  Member,
  NotFound,
  readId,
  refer,
  timeOfDeed,
  Transactions,
  Tx,
} from '#platform';
import { Correspondence, type Letter } from '../evidence/correspondence';
import { Invitation } from '../evidence/invitation.entity';
import { holdConsent } from './consent-lock';
import { DocumentConsentPayload, GrantDocumentInput, WithdrawDocumentInput } from './document-consent.inputs';

/** How far ahead a supplier can let a buyer open a document, in years: as long as the record of a contract is kept. */
const MOST_YEARS = 3;

/** A document of the caller's and a buyer, as they stand with each other. */
interface Pair {
  document: Pick<Document, 'id' | 'fileName' | 'sha256'>;
  buyer: { id: string; name: string };
  /** Whether the buyer may open it, or will at a deadline. */
  isGiven: boolean;
  isClosed: boolean;
  /** Whether the buyer could ever open it: what it has seen once, it may be told of. */
  hadOpened: boolean;
  /** Whether the caller bids to this buyer, who has not decided yet. */
  isBidding: boolean;
}

/** A supplier lets a buyer open a document of its own until a day, and lets it no longer. Every act is kept; the last one holds. */
@Injectable()
export class DocumentConsentService {
  constructor(
    private readonly transactions: Transactions,
    private readonly correspondence: Correspondence,
  ) {}

  /**
   * Lets a buyer open a document until a day, whatever was said of it before. While the supplier bids to the buyer that is refused for what the
   * buyer has never seen, so that nobody is judged by more than its answers.
   *
   * @throws NotFound when the document is not the caller's, or the buyer has never asked it for evidence
   * @throws BadUserInput when the day has passed, or is more than three years ahead
   * @throws IllegalTransition while the caller bids to the buyer
   */
  async grant(caller: Member, { documentId, organisationId, until }: GrantDocumentInput): Promise<DocumentConsentPayload> {
    return this.transactions.run(caller, async (tx) => {
      const pair = await pairOf(tx, caller, documentId, organisationId);
      mustBeDayAhead(until, dayOf((await timeOfDeed(tx)).toISOString()));
      const { document, buyer } = pair;
      if (pair.isBidding && !pair.hadOpened) {
        throw new IllegalTransition(
          `${buyer.name} has not decided yet on what you answer, and judges your answers alone. Put the document on an answer while you can, or let ${buyer.name} open it once it has decided. Nothing was changed.`,
        );
      }
      await keep(tx, caller, pair, { act: 'GRANTED', until, reason: null });
      await this.record(tx, caller, pair, 'document.granted', { until }, true);
      const day = dayInWords(until);
      const letters = await lettersOf(tx, caller, pair, 'DOCUMENT_GRANTED', {
        ofDocument: `lets you open the document “${document.fileName}” until ${day}.`,
        ofResponse: (about) =>
          `lets you open a document that is evidence in its response to ${about} until ${day}. The answers say which.`,
      });
      await Correspondence.tell(tx, letters);
      return { document: refer(Document, document.id) };
    });
  }

  /**
   * Lets a buyer open a document no longer, from this moment on. What the buyer read, the record keeps; a pack that was sealed keeps its copy.
   *
   * @throws NotFound when the document is not the caller's, or the buyer has never asked it for evidence
   * @throws IllegalTransition when the buyer cannot open it as it is
   */
  async withdraw(
    caller: Member,
    { documentId, organisationId, reason }: WithdrawDocumentInput,
  ): Promise<DocumentConsentPayload> {
    return this.transactions.run(caller, async (tx) => {
      const pair = await pairOf(tx, caller, documentId, organisationId);
      const { document, buyer } = pair;
      if (!pair.isGiven || pair.isClosed) {
        throw new IllegalTransition(
          `${buyer.name} cannot open “${document.fileName}” as it is, so there is nothing to withdraw. Nothing was changed.`,
        );
      }
      await keep(tx, caller, pair, { act: 'WITHDRAWN', until: null, reason });
      await this.record(tx, caller, pair, 'document.withdrawn', {}, pair.hadOpened);
      if (pair.hadOpened) {
        const letters = await lettersOf(tx, caller, pair, 'DOCUMENT_WITHDRAWN', {
          ofDocument: `has withdrawn the document “${document.fileName}”: you can open it no more.`,
          ofResponse: (about) =>
            `has withdrawn a document that is evidence in its response to ${about}: nobody of yours can open it any more. The answers say which.`,
        });
        await Correspondence.tell(tx, letters);
      }
      return { document: refer(Document, document.id) };
    });
  }

  /**
   * In the supplier's trail; and in the buyer's, without the words, where the buyer knows of the document: that one of a sealed answer was
   * withdrawn would tell what is in the answer.
   */
  private async record(
    tx: Tx,
    caller: Member,
    { document, buyer }: Pair,
    action: string,
    more: Record<string, JsonValue>,
    isKnown: boolean,
  ): Promise<void> {
    const deed = {
      action,
      subject: { type: Document, id: document.id },
      detail: { supplier: caller.organisation.name, buyer: buyer.name, sha256: document.sha256, ...more },
    };
    const chains = isKnown ? [caller.organisation.id, buyer.id] : [caller.organisation.id];
    await this.correspondence.record(
      tx,
      caller,
      chains.map((organisationId) => ({ ...deed, organisationId })),
    );
  }
}

/** @throws NotFound when the document is not the caller's, or the buyer has never asked it for evidence */
async function pairOf(tx: Tx, caller: Member, documentId: string, organisationId: string): Promise<Pair> {
  const documentKey = readId(Document, documentId);
  await holdConsent(tx, caller.organisation.id);
  const document = await tx.findOneBy(Document, { id: documentKey, organisationId: caller.organisation.id });
  if (document === null) throw new NotFound('document');
  const [found]: (Omit<Pair, 'document' | 'buyer'> & Pair['buyer'])[] = await tx.query(
    `SELECT o.id, o.name, document_is_granted($1, o.id) OR EXISTS (SELECT FROM document_grant g WHERE g.document_id = $1 AND g.organisation_id = o.id) AS "isGiven",
       document_is_closed($1, o.id) AS "isClosed", document_had_opened($1, o.id) AS "hadOpened", caller_bids_to(o.id) AS "isBidding"
     FROM organisation o WHERE o.id = $2 AND o.kind = 'BUYER' AND caller_deals_with(o.id)`,
    [documentKey, readId(Organisation, organisationId)],
  );
  if (found === undefined) throw new NotFound('buyer that has asked you for evidence');
  const { id, name, ...standing } = found;
  return { document, buyer: { id, name }, ...standing };
}

/** @throws BadUserInput naming `until` when the day has passed, or is too far ahead */
export function mustBeDayAhead(until: string, today: string): void {
  const refuse = (message: string): BadUserInput => BadUserInput.field('until', message);
  if (!isDay(until)) throw refuse(`"${until}" is not a calendar day. Choose one.`);
  if (until < today) throw refuse(`${dayInWords(until)} has passed. Choose today or a day after it.`);
  const latest = `${Number(today.slice(0, 4)) + MOST_YEARS}${today.slice(4)}`;
  if (until > latest)
    throw refuse(
      `${dayInWords(until)} is more than three years away. Choose a day within three years; you can grant it again.`,
    );
}

async function keep(
  tx: Tx,
  caller: Member,
  { document, buyer }: Pair,
  { act, until, reason }: { act: string; until: string | null; reason: string | null },
): Promise<void> {
  await tx.query(
    `INSERT INTO document_consent (id, organisation_id, document_id, buyer_organisation_id, act, until, reason, file_name, sha256, acted_at, acted_by_name)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      uuidv7(),
      caller.organisation.id,
      document.id,
      buyer.id,
      act,
      until,
      reason,
      document.fileName,
      document.sha256,
      await timeOfDeed(tx),
      caller.user.name,
    ],
  );
}

/** How a sentence goes on that begins with the supplier. */
interface Told {
  ofDocument: string;
  ofResponse: (about: string) => string;
}

/**
 * What the buyer is told: of each response in which the document is evidence, else of the document. What is evidence is not named, since
 * answers are not shown to all who read notifications.
 */
async function lettersOf(tx: Tx, caller: Member, pair: Pair, kind: string, told: Told): Promise<Letter[]> {
  const relying: { id: string }[] = await tx.query(
    `SELECT DISTINCT s.invitation_id AS id FROM submission s CROSS JOIN LATERAL jsonb_array_elements(submitted_answers(s.id)) x
     WHERE s.supplier_organisation_id = $1 AND s.organisation_id = $2 AND s.opens_at <= now()
       AND ((x -> 'documents') || jsonb_path_query_array(x, '$.attestations[*].documents[*]')) @> jsonb_build_array(jsonb_build_object('id', $3::text))`,
    [caller.organisation.id, pair.buyer.id, pair.document.id],
  );
  const { name } = caller.organisation;
  if (relying.length === 0) {
    const subjectId = globalId(Document, pair.document.id);
    return [{ organisationId: pair.buyer.id, kind, subjectId, procurementId: null, text: `${name} ${told.ofDocument}` }];
  }
  const invitations = await tx.findBy(Invitation, { id: In(relying.map(({ id }) => id)) });
  const letters: Letter[] = [];
  for (const invitation of invitations) {
    const text = `${name} ${told.ofResponse(await Correspondence.nameOf(tx, invitation))}`;
    letters.push(Correspondence.toBuyer(invitation, kind, text));
  }
  return letters;
}
