import { productId, realNotice, specificationFile, supplierId } from './material';
import * as operations from './operations';
import { Scene } from './scene';

/** The part of the buyer's editor: from the notice to the request for evidence, and what suppliers are told after it. */
export class BuyersEditor {
  constructor(private readonly scene: Scene) {}

  async describe(): Promise<void> {
    const release = await realNotice(this.scene.journey.notice);
    const { createProcurementFromNotice: made } = await this.send<operations.FromNotice>(operations.FROM_NOTICE, { release });
    this.scene.procurement.id = made.procurement.id;
    this.scene.tell(
      'created a procurement from the real notice',
      `${made.procurement.reference}, ${made.procurement.cpvCodes.length} CPV codes, ${made.warnings.length} warnings`,
    );
  }

  async require(): Promise<void> {
    const { journey, people, procurement } = this.scene;
    const { name, bytes } = specificationFile(journey);
    const documentId = await (await people.buyer('editor')).upload(name, bytes);
    const { importSpecification: imported } = await this.send<operations.Imported>(operations.IMPORT, {
      procurementId: procurement.id,
      documentId,
    });
    for (const { id, ref } of imported.requirements) {
      const { kind, weight, minimumStrength } = journey.details[ref];
      const weighted = weight === null ? {} : { weight };
      await this.send(operations.UPDATE_REQUIREMENT, { requirementId: id, kind, minimumStrength, ...weighted });
    }
    this.scene.tell(
      'imported the specification',
      `${imported.requirements.length} requirements, ${imported.skipped.length} lines skipped with a reason`,
    );
  }

  /** Takes the best match of each requirement when it is sure enough, and rejects what is not. */
  async match(): Promise<void> {
    const { journey, procurement } = this.scene;
    await procurement.readRequirements();
    let accepted = 0;
    let rejected = 0;
    for (const { id, guidance } of procurement.requirements) {
      for (const [place, { item, confidence }] of guidance.entries()) {
        const accepts = place === 0 && confidence >= 0.5;
        if (!accepts && confidence >= journey.rejectBelow) continue;
        await this.decideGuidance(id, item.code, accepts ? 'ACCEPT' : 'REJECT', null);
        if (accepts) accepted += 1;
        else rejected += 1;
      }
    }
    const without = procurement.requirements.filter(({ guidance }) => guidance.length === 0).length;
    this.scene.tell(
      'decided on the matches to the guidance',
      `${accepted} accepted, ${rejected} rejected, ${without} requirements that no guidance applies to`,
    );
  }

  async closeAGap(): Promise<void> {
    const { journey, procurement } = this.scene;
    const { item, ref, kind, weight, minimumStrength, text } = journey.gap;
    const before = await procurement.gaps();
    const { addRequirements: added } = await this.send<{ addRequirements: { requirements: { id: string }[] } }>(
      operations.ADD_REQUIREMENTS,
      { procurementId: procurement.id, requirements: [{ ref, text, kind, weight, minimumStrength }] },
    );
    await this.decideGuidance(added.requirements[0].id, item, 'ACCEPT', 'Closes a gap that the coverage showed.');
    const after = await procurement.gaps();
    await procurement.readRequirements();
    this.scene.tell('read the coverage and closed a gap', `${before} gaps before, ${after} after`);
  }

  async find(): Promise<void> {
    const { journey, people, procurement } = this.scene;
    const editor = await people.buyer('editor');
    const { suppliers } = await editor.send<{ suppliers: { totalCount: number } }>(operations.SUPPLIERS, {
      filter: journey.search.filter,
    });
    const { lockSearch: locked } = await this.send<{ lockSearch: { search: { resultCount: number; digest: string } } }>(
      operations.LOCK_SEARCH,
      { procurementId: procurement.id, ...journey.search },
    );
    this.scene.tell(
      'searched and locked the search',
      `${suppliers.totalCount} found, ${locked.search.resultCount} frozen, digest ${locked.search.digest.slice(0, 12)}…`,
    );
  }

  async shortlist(): Promise<void> {
    const { shortlist, exclude } = this.scene.journey;
    const procurementId = this.scene.procurement.id;
    for (const { supplier, products = [], reason } of shortlist) {
      const productIds = products.map(productId);
      await this.send(operations.SHORTLIST, { procurementId, supplierId: supplierId(supplier), productIds, reason });
    }
    await this.send(operations.EXCLUDE, {
      procurementId,
      supplierId: supplierId(exclude.supplier),
      reason: exclude.reason,
    });
    this.scene.tell('shortlisted, each with a reason', `${shortlist.length} in, 1 left out`);
  }

  async lockCriteria(): Promise<void> {
    const { id, requirements } = this.scene.procurement;
    await this.send(operations.LOCK_CRITERIA, { procurementId: id });
    this.scene.tell('locked the criteria', `${requirements.length} requirements, weights add up to 100`);
  }

  /** @returns until when suppliers can answer */
  async requestEvidence(seconds: number): Promise<Date> {
    const { journey, procurement } = this.scene;
    const dueAt = new Date(Date.now() + seconds * 1000);
    const { requestEvidence: asked } = await this.send<{
      requestEvidence: { request: { invitations: { id: string }[] } };
    }>(operations.REQUEST_EVIDENCE, {
      procurementId: procurement.id,
      message: journey.message,
      dueAt: dueAt.toISOString(),
    });
    procurement.invitations = new Set(asked.request.invitations.map(({ id }) => id));
    this.scene.tell(
      'asked all for evidence, in the same words and until the same time',
      `${asked.request.invitations.length} invitations, ${seconds} s to answer`,
    );
    return dueAt;
  }

  async answerClarification(clarificationId: string): Promise<void> {
    const { answer } = this.scene.journey.clarification;
    await this.send(operations.ANSWER_CLARIFICATION, { clarificationId, answer });
  }

  async requestChanges(invitationId: string): Promise<void> {
    const dueAt = new Date(Date.now() + 60_000).toISOString();
    await this.send(operations.REQUEST_CHANGES, { invitationId, wanted: this.scene.journey.changes.wanted, dueAt });
  }

  private async decideGuidance(
    requirementId: string,
    itemCode: string,
    decision: 'ACCEPT' | 'REJECT',
    note: string | null,
  ): Promise<void> {
    await this.send(operations.DECIDE_GUIDANCE, { requirementId, itemCode, decision, note });
  }

  private async send<T>(mutation: string, input: object): Promise<T> {
    const editor = await this.scene.people.buyer('editor');
    return editor.send<T>(mutation, { input });
  }
}
