import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail, type Deed } from '#audit';
import { Caller, globalId, Tx } from '#platform';
import { Procurement } from '../procurement/procurement.entity';
import { Invitation } from './invitation.entity';

/** What an organisation is told in its notifications. */
export interface Letter {
  organisationId: string;
  kind: string;
  /** The opaque id of the thing that it is about. */
  subjectId: string;
  /** What the buyer is led to; null where it is about none, or about one that is there no more. */
  procurementId: string | null;
  text: string;
}

/** What a procurement is called by. */
type Named = Pick<Procurement, 'title' | 'reference'>;

/** A deed with the chain that it goes into; an anonymous one names nobody. */
export type DeedOf = Deed & { organisationId: string; anonymous?: boolean };

/** What passes between a buyer and those it invited: events in the trails of both, and notifications. */
@Injectable()
export class Correspondence {
  constructor(private readonly audit: AuditTrail) {}

  /**
   * Records deeds in the chains of several organisations. Chains are taken in the order of their keys, so that a buyer and a
   * supplier who write into each other's at the same moment wait for each other and never deadlock.
   */
  async record(tx: Tx, caller: Caller, deeds: readonly DeedOf[]): Promise<void> {
    const ordered = deeds.toSorted((a, b) => (a.organisationId < b.organisationId ? -1 : 1));
    for (const { anonymous, ...deed } of ordered) {
      await this.audit.record(tx, anonymous === true ? { ...caller, user: null } : caller, deed);
    }
  }

  /** Records one deed, on one or several invitations, in the trails of both parties of each. */
  async recordForBoth(
    tx: Tx,
    caller: Caller,
    invitations: Invitation | readonly Invitation[],
    action: string,
    detail: Deed['detail'] = {},
  ): Promise<void> {
    const deeds = [invitations].flat().flatMap((invitation: Invitation) => {
      const deed = { action, detail, subject: { type: Invitation, id: invitation.id } };
      return [
        { ...deed, organisationId: invitation.organisationId },
        { ...deed, organisationId: invitation.supplierOrganisationId },
      ];
    });
    await this.record(tx, caller, deeds);
  }

  /** Puts letters into the notifications of organisations, in the same transaction. */
  static async tell(tx: Tx, letters: readonly Letter[]): Promise<void> {
    if (letters.length === 0) return;
    const rows = letters.map((letter) => ({ id: uuidv7(), ...letter }));
    await tx.query(
      `INSERT INTO notification (id, organisation_id, kind, subject_id, procurement_id, text)
       SELECT id, "organisationId", kind, "subjectId", "procurementId", text
       FROM json_to_recordset($1) AS letter (id uuid, "organisationId" uuid, kind text, "subjectId" text, "procurementId" uuid, text text)`,
      [JSON.stringify(rows)],
    );
  }

  /** What an invitation is about, as both parties know it: “Cameras for the harbour” (P-2026-001). */
  static async nameOf(tx: Tx, { requestId }: Pick<Invitation, 'requestId'>): Promise<string> {
    const [named]: Named[] = await tx.query(
      `SELECT snapshot ->> 'title' AS title, snapshot ->> 'reference' AS reference FROM evidence_request WHERE id = $1`,
      [requestId],
    );
    return nameFor(named);
  }

  /**
   * Tells the buyer's own people how far their procurement has come.
   *
   * @param what says it of the name of the procurement, in a sentence
   */
  static async tellColleagues(
    tx: Tx,
    procurement: Pick<Procurement, 'id' | 'organisationId'> & Named,
    kind: string,
    what: (name: string) => string,
  ): Promise<void> {
    const { id, organisationId } = procurement;
    const text = what(nameFor(procurement));
    await Correspondence.tell(tx, [{ organisationId, kind, subjectId: globalId(Procurement, id), procurementId: id, text }]);
  }

  /** A letter to the supplier of an invitation. */
  static toSupplier(invitation: Invitation, kind: string, text: string): Letter {
    return { organisationId: invitation.supplierOrganisationId, ...about(invitation), kind, text };
  }

  /** A letter to the buyer of an invitation. */
  static toBuyer(invitation: Invitation, kind: string, text: string): Letter {
    return { organisationId: invitation.organisationId, ...about(invitation), kind, text };
  }
}

function nameFor({ title, reference }: Named): string {
  return `“${title}” (${reference})`;
}

function about({ id, procurementId }: Invitation): Pick<Letter, 'subjectId' | 'procurementId'> {
  return { subjectId: globalId(Invitation, id), procurementId };
}
