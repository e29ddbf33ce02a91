import { type FictionalSupplier, type ReadyProcurement, REFS } from '#procurement/testing';
import { EvidenceJourney } from './evidence-journey';
import { Answer } from './harness';

const GRANT =
  'mutation ($input: GrantDocumentInput!) { grantDocument(input: $input) { document { readers { state until } } } }';
export const WITHDRAW =
  'mutation ($input: WithdrawDocumentInput!) { withdrawDocument(input: $input) { document { readers { state } } } }';
export const MINE = `query ($id: ID!) { myDocument(documentId: $id) { fileName scan uses { kind title refs buyerName }
  readers { buyer { id name } state until openings lastOpenedAt history { act opensAt procurement until reason byName } }
  readings { name organisation } } }`;
const EVIDENCE = `query ($id: ID!) { submissions(procurementId: $id) { answers { requirement { ref } documents {
  id fileName sha256 closed { withdrawnAt reason endedOn } } } } }`;

interface Reader {
  buyer: { id: string; name: string };
  state: string;
  until: string | null;
  openings: number;
  history: { act: string; reason: string | null }[];
}

/** A document as its supplier reads it. */
export interface Mine {
  myDocument: { uses: object[]; readers: Reader[]; readings: { name: string; organisation: string }[] };
}

/** A day some days from today, as London has it. */
export const day = (ahead: number): string =>
  new Date(Date.now() + ahead * 86_400_000).toLocaleDateString('en-CA', { timeZone: 'Europe/London' });

/** What suppliers say of who may open their documents, and what comes of it, on top of what evidence needs. */
export class ConsentJourney {
  private constructor(readonly evidence: EvidenceJourney) {}

  static async begin(): Promise<ConsentJourney> {
    return new ConsentJourney(await EvidenceJourney.begin());
  }

  end(): Promise<void> {
    return this.evidence.end();
  }

  /** The buyer, as a supplier names it. */
  get buyerId(): string {
    return `org_${this.evidence.buyer.id}`;
  }

  /** How a document of the supplier's stands with the one buyer that it was given to. */
  async stateOf(supplier: FictionalSupplier, document: string): Promise<string | undefined> {
    const { data } = await this.evidence.api.send<Mine>(supplier.editor, MINE, { id: document });
    return data.myDocument.readers[0]?.state;
  }

  /** What somebody is answered who opens a document. */
  async status(who: string, document: string): Promise<number> {
    return (await this.evidence.api.get(who, `/documents/${document}`)).status;
  }

  grant(supplier: FictionalSupplier, document: string, until: string, organisationId = this.buyerId): Promise<Answer<object>> {
    return this.evidence.api.send(supplier.editor, GRANT, { input: { documentId: document, organisationId, until } });
  }

  withdraw(supplier: FictionalSupplier, document: string, reason = 'It holds a drawing of a site.'): Promise<Answer<object>> {
    const input = { documentId: document, organisationId: this.buyerId, reason };
    return this.evidence.api.send(supplier.editor, WITHDRAW, { input });
  }

  /** A response of a supplier whose answer to R3 relies on a document, and whose deadline has passed or not. */
  async answeredWith(document: string, isOver: boolean, supplier = this.evidence.first): Promise<ReadyProcurement> {
    const { api, rows } = this.evidence;
    const procurement = await this.evidence.requested([supplier]);
    const { id } = await this.evidence.invitationOf(supplier, procurement);
    for (const ref of [REFS.GATE, REFS.STRONG]) await this.evidence.save(supplier, id, ref);
    await this.evidence.save(supplier, id, REFS.PLAIN, { documentIds: [document] });
    await api.done(supplier.signatory, 'SubmitResponse', { input: { invitationId: id } });
    if (isOver) await rows.deadlinePasses(procurement);
    return procurement;
  }

  /** A buyer who has asked nobody for anything. */
  async anotherBuyer(): Promise<{ id: string; viewer: string }> {
    const { rows } = this.evidence;
    const id = await rows.organisation('BUYER', 'Another Fictional Council');
    return { id: `org_${id}`, viewer: await rows.person(id, 'Another Viewer', ['VIEWER']) };
  }

  /** The documents of the answers to a procurement, as the buyer reads them. */
  async evidenceOf({ id }: ReadyProcurement): Promise<{ id: string; closed: object | null }[]> {
    const { api, buyer } = this.evidence;
    const { data, errors } = await api.send<{
      submissions: { answers: { documents: { id: string; closed: object | null }[] }[] }[];
    }>(buyer.viewer, EVIDENCE, { id });
    expect(errors).toEqual([]);
    return data.submissions.flatMap(({ answers }) => answers.flatMap(({ documents }) => documents));
  }

  /** What the buyer was told, of a kind. */
  told(kind: string): Promise<{ text: string; procurement_id: string | null }[]> {
    return this.evidence.rows.query(
      'SELECT text, procurement_id FROM notification WHERE organisation_id = $1 AND kind = $2 ORDER BY id',
      [this.evidence.buyer.id, kind],
    );
  }

  /** Lets the last day of what was granted pass, which nothing but time does to a frozen row. */
  async lastDayPasses(document: string): Promise<void> {
    const { rows } = this.evidence;
    await rows.query('ALTER TABLE document_consent DISABLE TRIGGER frozen');
    await rows.query('UPDATE document_consent SET until = current_date - 1 WHERE document_id = $1 AND until IS NOT NULL', [
      document.slice('doc_'.length),
    ]);
    await rows.query('ALTER TABLE document_consent ENABLE TRIGGER frozen');
  }
}
