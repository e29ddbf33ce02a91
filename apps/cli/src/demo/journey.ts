import { setTimeout as wait } from 'node:timers/promises';
import { verifyPack } from '#pack';
import { BuyersEditor } from './buyers-editor';
import { BuyersPanel } from './buyers-panel';
import { readJourney } from './material';
import * as operations from './operations';
import { Pace } from './pace';
import { People } from './people';
import { ProcurementOnRecord } from './procurement-on-record';
import { Scene } from './scene';
import { Suppliers } from './suppliers';
import { SuppliersFiles } from './suppliers-files';

/** What the run needs to know. */
export interface DemoOptions {
  /** Address of the API: http://127.0.0.1:4000 */
  address: string;
  /**
   * How long suppliers have to answer; undefined: as long as it takes several times over at the pace of what went before. The run waits for the
   * deadline, as everybody has to.
   */
  deadlineSeconds?: number;
  /** Tells a step: what was done, and its figure. */
  tell: (step: string, figure: string) => void;
  /** Keeps the pack and answers where. */
  keep(pack: Buffer): Promise<string>;
}

/** The deadline passed before all suppliers had answered: the machine grew slower than it was when the deadline was set. */
class TooSlow extends Error {
  override name = 'TooSlow';

  constructor(cause?: unknown) {
    super(
      'The suppliers had not all answered by the deadline: the machine is busy. Run the demo again, with more time: npm run demo -- --deadline-seconds 300',
      { cause },
    );
  }
}

/**
 * The buyer's whole journey over HTTP, from a real notice to a pack verified offline, with everybody who has a part in it signed
 * in as themselves.
 */
export class DemoJourney {
  private readonly pace = new Pace();
  private readonly scene: Scene;
  private readonly editor: BuyersEditor;
  private readonly panel: BuyersPanel;
  private readonly suppliers: Suppliers;
  private readonly files: SuppliersFiles;

  constructor(private readonly options: DemoOptions) {
    const journey = readJourney();
    const people = new People(options.address, journey.buyer, this.pace);
    const procurement = new ProcurementOnRecord(() => people.buyer('editor'));
    this.scene = { journey, people, procurement, tell: options.tell };
    this.editor = new BuyersEditor(this.scene);
    this.panel = new BuyersPanel(this.scene);
    this.suppliers = new Suppliers(this.scene);
    this.files = new SuppliersFiles(this.scene);
  }

  /** @returns where the pack was kept */
  async run(): Promise<string> {
    await this.editor.describe();
    await this.editor.require();
    await this.editor.match();
    await this.editor.closeAGap();
    await this.editor.find();
    await this.editor.shortlist();
    await this.editor.lockCriteria();
    const dueAt = await this.editor.requestEvidence(this.secondsToAnswer());
    await this.answer().catch((error: unknown) => {
      throw dueAt.getTime() > Date.now() ? error : new TooSlow(error);
    });
    await this.waitUntil(dueAt);
    await this.change();
    await this.panel.assess();
    await this.panel.moderate();
    await this.panel.decide();
    const path = await this.prove();
    await this.files.readIn();
    await this.files.withdrawAndGrant();
    await this.askForAccount();
    return path;
  }

  private secondsToAnswer(): number {
    const { journey, procurement } = this.scene;
    const answers = journey.shortlist.length * procurement.requirements.length;
    return this.options.deadlineSeconds ?? this.pace.secondsFor(answers);
  }

  private async answer(): Promise<void> {
    const clarificationId = await this.suppliers.askClarification();
    await this.editor.answerClarification(clarificationId);
    await this.suppliers.answer();
  }

  private async waitUntil(dueAt: Date): Promise<void> {
    const early = await this.scene.procurement.readGrid();
    if (dueAt.getTime() <= Date.now()) throw new TooSlow();
    if (early.some(({ state }) => state !== 'NO_ANSWER')) throw new Error('An answer was seen before the deadline.');
    await wait(Math.max(0, dueAt.getTime() - Date.now()) + 500);
    const opened = (await this.scene.procurement.readGrid()).filter(({ state }) => state === 'NOT_ASSESSED').length;
    if (opened === 0) throw new Error('No answer opened at the deadline.');
    this.scene.tell('waited for the deadline: nothing showed before', `${opened} answers opened`);
  }

  private async change(): Promise<void> {
    const { supplier, ref } = this.scene.journey.changes;
    const { id } = await this.suppliers.invitationOf(supplier);
    await this.editor.requestChanges(id);
    await this.suppliers.answerAgain(id);
    this.scene.tell('asked one supplier for changes, and it answered again', `requirement ${ref}`);
  }

  private async prove(): Promise<string> {
    const approver = await this.scene.people.buyer('approver');
    const { createAssurancePack } = await approver.send<{
      createAssurancePack: { pack: { digest: string; downloadUrl: string } };
    }>(operations.CREATE_PACK, { input: { procurementId: this.scene.procurement.id } });
    const { signingKey } = await approver.send<{ signingKey: { publicKeyPem: string } }>(operations.SIGNING_KEY);
    const bytes = await approver.download(createAssurancePack.pack.downloadUrl);
    const path = await this.options.keep(bytes);
    this.scene.tell(
      'made the assurance pack',
      `${bytes.length} bytes, digest ${createAssurancePack.pack.digest.slice(0, 12)}…`,
    );
    const report = await verifyPack(bytes, { trustedKey: signingKey.publicKeyPem });
    if (!report.ok)
      throw new Error(
        `The pack does not hold: ${report.checks
          .filter(({ outcome }) => outcome === 'FAILED')
          .map(({ sentence }) => sentence)
          .join(' ')}`,
      );
    this.scene.tell('verified the pack offline', `${report.checks.length} checks hold`);
    return path;
  }

  private async askForAccount(): Promise<void> {
    const { journey, people, tell } = this.scene;
    const { requestAccount } = await people
      .stranger()
      .send<{ requestAccount: { reference: string } }>(operations.ASK_FOR_ACCOUNT, { input: journey.outsider });
    tell('asked for an account, as somebody from outside', `${requestAccount.reference} waits for an operator`);
  }
}
