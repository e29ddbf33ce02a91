import { productInWords } from '#pack';
import { attestationId, evidenceFile, productId, strengthOf, themeOf } from './material';
import * as operations from './operations';
import { Scene } from './scene';

/** The suppliers' part: they ask for a clarification, answer, and answer again where the buyer wants a change. */
export class Suppliers {
  constructor(private readonly scene: Scene) {}

  /** @returns the id of the clarification, which the buyer has to answer */
  async askClarification(): Promise<string> {
    const { supplier, question } = this.scene.journey.clarification;
    const invitation = await this.invitationOf(supplier);
    const editor = await this.scene.people.supplier('editor', supplier);
    const { askClarification: asked } = await editor.send<{ askClarification: { clarification: { id: string } } }>(
      operations.ASK,
      { input: { invitationId: invitation.id, question } },
    );
    return asked.clarification.id;
  }

  /** Answers as every supplier of the shortlist, all at once. */
  async answer(): Promise<void> {
    const { shortlist } = this.scene.journey;
    const counts = await Promise.all(shortlist.map(({ supplier }) => this.answerAs(supplier)));
    const prefilled = counts.reduce((sum, count) => sum + count.prefilled, 0);
    const saved = counts.reduce((sum, count) => sum + count.saved, 0);
    this.scene.tell(
      'each said which product it offers, in which version, and some from where',
      counts.map(({ offered }) => offered).join('; '),
    );
    this.scene.tell(
      'answered as each supplier',
      `${saved} answers, ${prefilled} were prefilled from attestations, 1 clarification to all`,
    );
  }

  /** Answers the requirement that the buyer wants changed, and submits once more. */
  async answerAgain(invitationId: string): Promise<void> {
    const { supplier, ref, statement } = this.scene.journey.changes;
    const editor = await this.scene.people.supplier('editor', supplier);
    await editor.send(operations.SAVE_ANSWER, {
      input: {
        invitationId,
        requirementRef: ref,
        statement,
        strength: strengthOf(this.scene.journey, ref),
        attestationIds: [],
        documentIds: [],
      },
    });
    await this.submit(supplier, invitationId);
  }

  /**
   * A supplier's invitation to this procurement.
   *
   * @throws Error where it was not asked
   */
  async invitationOf(supplier: string): Promise<operations.Invitation> {
    const editor = await this.scene.people.supplier('editor', supplier);
    const { evidenceInvitations } = await editor.send<{ evidenceInvitations: operations.Invitation[] }>(operations.INVITATIONS);
    const invitation = evidenceInvitations.find(({ id }) => this.scene.procurement.invitations.has(id));
    if (invitation === undefined) throw new Error(`${supplier} was not asked.`);
    return invitation;
  }

  private async answerAs(supplier: string): Promise<{ offered: string; saved: number; prefilled: number }> {
    const { journey, people } = this.scene;
    const editor = await people.supplier('editor', supplier);
    const invitation = await this.invitationOf(supplier);
    const products = journey.offers[supplier].map(({ product, version }) => ({ productId: productId(product), version }));
    const { saveOffer: said } = await editor.send<operations.SavedOffer>(operations.SAVE_OFFER, {
      input: { invitationId: invitation.id, products, sites: journey.sites[supplier] ?? [] },
    });
    const { name, bytes } = evidenceFile(supplier);
    const documentId = await editor.upload(name, bytes);
    const called = { title: 'Method statement', description: 'How we would run the service: for answers.' };
    await editor.send(operations.DESCRIBE, { input: { documentId, ...called } });
    for (const { requirement } of invitation.answers) {
      const { statement, quality, attestations } = journey.answers[supplier][themeOf(journey, requirement.ref)];
      await editor.send(operations.SAVE_ANSWER, {
        input: {
          invitationId: invitation.id,
          requirementRef: requirement.ref,
          statement,
          strength: quality === 'FULL' ? strengthOf(journey, requirement.ref) : 'ASSERTION',
          attestationIds: attestations.map(attestationId),
          documentIds: requirement.ref === journey.changes.ref ? [documentId] : [],
        },
      });
    }
    await this.submit(supplier, invitation.id);
    const { offer } = said.invitation;
    const from = offer.sites.length === 0 ? '' : `, from ${offer.sites.join(' and ')}`;
    return {
      offered: offer.products.map(productInWords).join('; ') + from,
      saved: invitation.answers.length,
      prefilled: invitation.answers.filter(({ prefilled, evidence }) => prefilled && evidence.length > 0).length,
    };
  }

  private async submit(supplier: string, invitationId: string): Promise<void> {
    const signatory = await this.scene.people.supplier('signatory', supplier);
    await signatory.send(operations.SUBMIT, { input: { invitationId } });
  }
}
