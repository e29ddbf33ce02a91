import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { BadUserInput, globalId, instantInWords, Member, readId, refer, timeOfDeed, Transactions, Tx } from '#platform';
import { Candidate } from '../candidate/candidate.entity';
import { placesSql } from '../procurement/place';
import { Procurement } from '../procurement/procurement.entity';
import { ProcurementRows } from '../procurement/procurement-rows';
import { Correspondence } from './correspondence';
import { mustLieAhead } from './deadline';
import { AskedRequirement, EvidenceRequest, InvitationProcurement, RequestSnapshot } from './evidence-request.entity';
import { RequestEvidenceInput, RequestEvidencePayload } from './evidence-request.inputs';
import { Invitation } from './invitation.entity';
import { INVITATION } from './invitation.states';

@Injectable()
export class EvidenceRequestService {
  constructor(
    private readonly transactions: Transactions,
    private readonly rows: ProcurementRows,
    private readonly correspondence: Correspondence,
  ) {}

  /**
   * Asks every shortlisted supplier for its evidence: once, in the same words, with the same deadline. What is sent is frozen with
   * the requirements as they stand, and with the schemes that evidence the guidance which the buyer accepted for each.
   *
   * @throws IllegalTransition unless the criteria are locked and nothing has been asked yet
   * @throws BadUserInput when the deadline has passed already or is more than a year away, or nobody is shortlisted
   */
  async request(caller: Member, input: RequestEvidenceInput): Promise<RequestEvidencePayload> {
    const key = readId(Procurement, input.procurementId);
    const id = await this.transactions.run(caller, async (tx) => {
      const procurement = await this.rows.forChange(tx, caller, key, ['CRITERIA_LOCKED'], 'Requesting evidence');
      const sentAt = await timeOfDeed(tx);
      mustLieAhead(input.dueAt, sentAt);
      const candidates = await shortlisted(tx, key);
      if (candidates.length === 0) {
        throw BadUserInput.field(
          'procurementId',
          'Nobody is shortlisted. Shortlist at least one supplier, then ask for evidence.',
        );
      }
      const request = await this.send(tx, procurement, input, sentAt);
      const invitations = await this.invite(tx, request, candidates);
      await this.rows.moveTo(tx, procurement, 'EVIDENCE');
      await this.tellAll(tx, caller, procurement, request, invitations);
      return request.id;
    });
    return { request: refer(EvidenceRequest, id) };
  }

  private async send(
    tx: Tx,
    procurement: Procurement,
    { message, dueAt }: RequestEvidenceInput,
    sentAt: Date,
  ): Promise<EvidenceRequest> {
    const { organisationId } = procurement;
    const snapshot: RequestSnapshot = {
      ...(await whatIsBought(tx, procurement)),
      requirements: await requirementsToAsk(tx, procurement.id),
    };
    const request = { id: uuidv7(), procurementId: procurement.id, organisationId, message, sentAt, dueAt, snapshot };
    await tx.insert(EvidenceRequest, request as object);
    return Object.assign(new EvidenceRequest(), request);
  }

  private async invite(tx: Tx, request: EvidenceRequest, candidates: readonly Candidate[]): Promise<Invitation[]> {
    const invitations = candidates.map((candidate) =>
      Object.assign(new Invitation(), {
        id: uuidv7(),
        requestId: request.id,
        procurementId: request.procurementId,
        candidateId: candidate.id,
        organisationId: request.organisationId,
        supplierOrganisationId: candidate.supplierOrganisationId,
        state: INVITATION.initial,
        dueAt: request.dueAt,
        version: 1,
      }),
    );
    await tx.insert(Invitation, invitations as object[]);
    return invitations;
  }

  /** One event in the buyer's trail, one in that of each supplier, and a notification to each. */
  private async tellAll(
    tx: Tx,
    caller: Member,
    procurement: Procurement,
    request: EvidenceRequest,
    invitations: readonly Invitation[],
  ): Promise<void> {
    const dueAt = request.dueAt.toISOString();
    await this.correspondence.record(tx, caller, [
      {
        organisationId: procurement.organisationId,
        action: 'evidence.requested',
        subject: { type: Procurement, id: procurement.id },
        detail: { request: globalId(EvidenceRequest, request.id), dueAt, invitations: invitations.length },
      },
      ...invitations.map((invitation) => ({
        organisationId: invitation.supplierOrganisationId,
        action: 'invitation.received',
        subject: { type: Invitation, id: invitation.id },
        detail: { buyer: procurement.buyerName, reference: procurement.reference, dueAt },
      })),
    ]);
    const text = `${procurement.buyerName} asks for your evidence for “${procurement.title}” (${procurement.reference}). Answer by ${instantInWords(request.dueAt)}.`;
    await Correspondence.tell(
      tx,
      invitations.map((invitation) => Correspondence.toSupplier(invitation, 'EVIDENCE_REQUESTED', text)),
    );
  }
}

/**
 * The shortlist, locked. A page that was claimed since it was shortlisted is asked through the organisation that has it now: the
 * one before has nobody who could answer. Nobody claims one meanwhile: an invitation that is not there yet could not follow its page.
 */
async function shortlisted(tx: Tx, procurementId: string): Promise<Candidate[]> {
  await tx.query('SELECT hold_shortlisted_pages($1)', [procurementId]);
  await tx.query(
    `UPDATE candidate c SET supplier_organisation_id = s.organisation_id FROM supplier s
     WHERE s.id = c.supplier_id AND c.procurement_id = $1 AND c.state = 'SHORTLISTED'`,
    [procurementId],
  );
  return tx.find(Candidate, { where: { procurementId, state: 'SHORTLISTED' }, lock: { mode: 'pessimistic_write' } });
}

/** What every supplier is told of a procurement, as it stands. */
async function whatIsBought(tx: Tx, procurement: Procurement): Promise<InvitationProcurement> {
  const { reference, title, buyerName, description, dataSensitivity, startsOn, endsOn } = procurement;
  const { estimatedAmount, currency, noticeId, sourceUrl } = procurement;
  const [{ noticeBuyer, ...read }]: LabelRow[] = await tx.query(
    `SELECT p.release #>> '{buyer,name}' AS "noticeBuyer",
       ${placesSql('p.places')} AS places,
       ARRAY(SELECT x.label FROM sector x WHERE x.code = ANY (p.sector_codes) ORDER BY x.position) AS sectors,
       ARRAY(SELECT x.label FROM technology x WHERE x.code = ANY (p.technology_codes) ORDER BY x.position) AS technologies
     FROM procurement p WHERE p.id = $1`,
    [procurement.id],
  );
  return {
    reference,
    title,
    buyerName,
    description,
    dataSensitivity,
    contractPeriod: startsOn === null && endsOn === null ? null : { startsOn, endsOn },
    estimatedValue: estimatedAmount === null || currency === null ? null : { amount: Number(estimatedAmount), currency },
    ...read,
    notice: sourceUrl === null ? null : { noticeId, buyerName: noticeBuyer, url: sourceUrl },
  };
}

interface LabelRow extends Pick<InvitationProcurement, 'places' | 'sectors' | 'technologies'> {
  noticeBuyer: string | null;
}

/**
 * The requirements of a procurement in their order, each with the schemes that evidence the guidance accepted for it and how far;
 * a scheme that evidences several items of one requirement counts with the furthest.
 */
async function requirementsToAsk(tx: Tx, procurementId: string): Promise<AskedRequirement[]> {
  return tx.query(
    `SELECT r.id AS "requirementId", r.ref, r.text, r.kind, r.weight::double precision AS weight, r.minimum_strength AS "minimumStrength",
       (SELECT coalesce(json_agg(json_build_object('scheme', s.scheme, 'extent', s.extent) ORDER BY s.scheme), '[]') FROM (
         SELECT DISTINCT ON (e.scheme_code) e.scheme_code AS scheme, e.extent
         FROM requirement_guidance g JOIN scheme_evidence e ON e.item_id = g.item_id
         WHERE g.requirement_id = r.id AND g.status = 'ACCEPTED'
         ORDER BY e.scheme_code, array_position(ARRAY['FULL', 'PARTIAL', 'SUPPORTING'], e.extent)
       ) s) AS "evidencedBy",
       ARRAY(SELECT i.code FROM requirement_guidance g JOIN guidance_item i ON i.id = g.item_id
         WHERE g.requirement_id = r.id AND g.status = 'ACCEPTED' ORDER BY i.code) AS guidance
     FROM requirement r WHERE r.procurement_id = $1 ORDER BY r.position, r.id`,
    [procurementId],
  );
}
