import { EvidenceRows, FictionalSupplier, ReadyProcurement, REFS } from '#procurement/testing';
import { Answer, PASSWORD, TestApi } from './harness';

/** An answer that its supplier is writing. */
export interface WorkingAnswer {
  requirement: { ref: string; text: string; minimumStrength: string };
  statement: string;
  strength: string | null;
  evidence: { id: string }[];
  prefilled: boolean;
}

/** An invitation, as its supplier reads it. */
export interface Invited {
  id: string;
  state: string;
  dueAt: string;
  procurement: { reference: string; title: string; buyerName: string };
  answers: WorkingAnswer[];
}

/** A response, as the buyer reads it. */
export interface Submitted {
  candidate: { id: string; supplier: { name: string } };
  number: number;
  hash: string;
  answers: {
    requirement: { ref: string };
    statement: string;
    strength: string | null;
    evidenceStrength: string | null;
    attestations: { id: string; reference: string; status: string; hash: string }[];
    documents: { id: string; fileName: string; sha256: string }[];
  }[];
}

export const REQUEST = `query ($id: ID!) { evidenceRequest(procurementId: $id) {
  id dueAt sentAt opensAt message invitations { candidate { id state } state declineReason } clarifications { question answer mine } } }`;
export const MINE = `query ($id: ID!) { evidenceInvitation(id: $id) {
  state outcome hasUnsubmittedChanges changesWanted message clarifications { id question answer mine } submissions { number }
  answers { requirement { ref } statement version documents { fileName } } } }`;
/** Cancels a procurement. */
export const CANCEL =
  'mutation ($input: CancelProcurementInput!) { cancelProcurement(input: $input) { procurement { stage } } }';
const SUBMISSIONS = `query ($id: ID!) { submissions(procurementId: $id) {
  candidate { id supplier { id name } } number submittedAt hash
  answers { requirement { ref } statement strength evidenceStrength attestations { id scheme reference status hash } documents { id fileName sha256 } } } }`;

/** A day ahead: a deadline that no test reaches by being slow. */
export const TOMORROW = (): string => new Date(Date.now() + 86_400_000).toISOString();

/** The codes of what was refused. */
export function codes({ errors }: Answer<unknown>): string[] {
  return errors.map(({ extensions }) => extensions.code);
}

/** A fictional buyer and three fictional suppliers who walk the evidence part of a procurement over HTTP. */
export class EvidenceJourney {
  buyer: { id: string; editor: string; viewer: string };
  /** Has a verified attestation in date, a lapsed one, one that waits for its verifier, and a draft. */
  first: FictionalSupplier;
  second: FictionalSupplier;
  third: FictionalSupplier;
  /** Ids of the first supplier's attestations. */
  valid: string;
  draft: string;

  private constructor(
    readonly api: TestApi,
    readonly rows: EvidenceRows,
  ) {}

  static async begin(): Promise<EvidenceJourney> {
    const api = await TestApi.start();
    const journey = new EvidenceJourney(api, await EvidenceRows.open(api.database.ownerUrl, PASSWORD));
    await journey.people();
    return journey;
  }

  async end(): Promise<void> {
    await this.rows.close();
    await this.api.stop();
  }

  /** A procurement whose shortlist has been asked. */
  async requested(shortlist: FictionalSupplier[] = [this.first, this.second]): Promise<ReadyProcurement> {
    const procurement = await this.rows.procurement(this.buyer.id, shortlist);
    const input = { procurementId: procurement.id, message: 'Please show how you meet these.', dueAt: TOMORROW() };
    await this.api.done(this.buyer.editor, 'RequestEvidence', { input });
    return procurement;
  }

  /** What the supplier reads of its invitation to a procurement, by the contract's operation. */
  async invitationOf(supplier: FictionalSupplier, procurement: ReadyProcurement): Promise<Invited> {
    const { evidenceInvitations } = await this.api.done<{ evidenceInvitations: Invited[] }>(
      supplier.editor,
      'EvidenceInvitations',
    );
    const [{ id }] = await this.rows.query<{ id: string }>(
      'SELECT id FROM invitation WHERE procurement_id = $1 AND supplier_organisation_id = $2',
      [procurement.key, supplier.organisationId],
    );
    const found = evidenceInvitations.find((invitation) => invitation.id === `inv_${id}`);
    if (found === undefined) throw new Error('the supplier does not see its invitation');
    return found;
  }

  save(
    supplier: FictionalSupplier,
    invitationId: string,
    requirementRef: string,
    more: object = {},
  ): Promise<Answer<{ saveAnswer: { answer: WorkingAnswer } }>> {
    const input = { invitationId, requirementRef, statement: `We meet ${requirementRef}.`, strength: 'ASSERTION', ...more };
    return this.api.run(supplier.editor, 'SaveAnswer', { input });
  }

  /** A response of the supplier's, saved and submitted. */
  async submitted(supplier: FictionalSupplier, procurement: ReadyProcurement): Promise<Invited> {
    const invitation = await this.invitationOf(supplier, procurement);
    for (const ref of Object.values(REFS)) expect((await this.save(supplier, invitation.id, ref)).errors).toEqual([]);
    await this.api.done(supplier.signatory, 'SubmitResponse', { input: { invitationId: invitation.id } });
    return invitation;
  }

  /** What the buyer reads of the responses. */
  async submissionsOf(procurement: ReadyProcurement): Promise<Submitted[]> {
    const { data, errors } = await this.api.send<{ submissions: Submitted[] }>(this.buyer.viewer, SUBMISSIONS, {
      id: procurement.id,
    });
    expect(errors).toEqual([]);
    return data.submissions;
  }

  /** What an organisation's own trail tells of a thing. */
  async actions(organisationId: string, subject: string): Promise<string[]> {
    const events = await this.rows.query<{ action: string }>(
      'SELECT action FROM audit_event WHERE organisation_id = $1 AND subject_id = $2 ORDER BY sequence',
      [organisationId, subject],
    );
    return events.map(({ action }) => action);
  }

  /** A text file of the supplier's. @returns its opaque id */
  upload(supplier: FictionalSupplier, name: string): Promise<string> {
    return this.api.upload(supplier.editor, name, `evidence of ${supplier.name}, ${name}`);
  }

  private async people(): Promise<void> {
    const id = await this.rows.organisation('BUYER', 'Fictional Council');
    const editor = await this.rows.person(id, 'Buyer Editor', ['EDITOR']);
    this.buyer = { id, editor, viewer: await this.rows.person(id, 'Buyer Viewer', ['VIEWER']) };
    this.first = await this.rows.supplier('First Fictional Ltd');
    this.second = await this.rows.supplier('Second Fictional Ltd');
    this.third = await this.rows.supplier('Third Fictional Ltd');
    this.valid = await this.rows.attestation(this.first, 'TM-VALID', 'VERIFIED', { issued: -30, expires: 300 });
    this.draft = await this.rows.attestation(this.first, 'TM-DRAFT', 'DRAFT', { issued: -1, expires: null });
    await this.rows.attestation(this.first, 'TM-LAPSED', 'VERIFIED', { issued: -400, expires: -1 });
    await this.rows.attestation(this.first, 'TM-WAITING', 'SUBMITTED', { issued: -1, expires: 300 });
  }
}
