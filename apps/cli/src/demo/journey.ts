import { setTimeout as wait } from 'node:timers/promises';
import { verifyPack } from '#pack';
import { DEMONSTRATION_PASSWORD } from '../database/demonstration-sign-ins';
import { Client } from './client';
import { judgementOf } from './judgement';
import {
  attestationId,
  evidenceFile,
  Journey,
  readJourney,
  realNotice,
  specificationFile,
  strengthOf,
  supplierId,
  themeOf,
} from './material';
import * as operations from './operations';
import { Pace } from './pace';
import { ProcurementOnRecord } from './procurement-on-record';

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
  tell(step: string, figure: string): void;
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
  private readonly journey: Journey = readJourney();
  private readonly clients = new Map<string, Promise<Client>>();
  private readonly pace = new Pace();
  private readonly procurement = new ProcurementOnRecord(() => this.buyer('editor'));
  /** Those of this procurement: suppliers may have been asked in others. */
  private invitations: ReadonlySet<string> = new Set();

  constructor(private readonly options: DemoOptions) {}

  /** @returns where the pack was kept */
  async run(): Promise<string> {
    await this.describe();
    await this.require();
    await this.match();
    await this.closeAGap();
    await this.find();
    await this.shortlist();
    const dueAt = await this.ask();
    await this.answer().catch((error: unknown) => {
      throw dueAt.getTime() > Date.now() ? error : new TooSlow(error);
    });
    await this.waitUntil(dueAt);
    await this.askForChanges();
    await this.assess();
    await this.moderate();
    await this.decide();
    return this.prove();
  }

  private as(person: string): Promise<Client> {
    let client = this.clients.get(person);
    if (client === undefined) {
      client = Client.signIn(this.options.address, `${person}.example`, DEMONSTRATION_PASSWORD, this.pace);
      this.clients.set(person, client);
    }
    return client;
  }

  private buyer(role: string): Promise<Client> {
    return this.as(`${role}@${this.journey.buyer}`);
  }

  private async describe(): Promise<void> {
    const editor = await this.buyer('editor');
    const release = await realNotice(this.journey.notice);
    const { createProcurementFromNotice: made } = await editor.send<operations.FromNotice>(operations.FROM_NOTICE, {
      input: { release },
    });
    this.procurement.id = made.procurement.id;
    this.options.tell(
      'created a procurement from the real notice',
      `${made.procurement.reference}, ${made.procurement.cpvCodes.length} CPV codes, ${made.warnings.length} warnings`,
    );
  }

  private async require(): Promise<void> {
    const editor = await this.buyer('editor');
    const { name, bytes } = specificationFile(this.journey);
    const documentId = await editor.upload(name, bytes);
    const { importSpecification: imported } = await editor.send<operations.Imported>(operations.IMPORT, {
      input: { procurementId: this.procurement.id, documentId },
    });
    for (const { id, ref } of imported.requirements) {
      const { kind, weight, minimumStrength } = this.journey.details[ref];
      await editor.send(operations.UPDATE_REQUIREMENT, {
        input: { requirementId: id, kind, minimumStrength, ...(weight === null ? {} : { weight }) },
      });
    }
    this.options.tell(
      'imported the specification',
      `${imported.requirements.length} requirements, ${imported.skipped.length} lines skipped with a reason`,
    );
  }

  /** Takes the best match of each requirement when it is sure enough, and rejects what is not. */
  private async match(): Promise<void> {
    const editor = await this.buyer('editor');
    await this.procurement.readRequirements();
    let accepted = 0;
    let rejected = 0;
    for (const { id, guidance } of this.procurement.requirements) {
      for (const [place, { item, confidence }] of guidance.entries()) {
        const accepts = place === 0 && confidence >= 0.5;
        if (!accepts && confidence >= this.journey.rejectBelow) continue;
        await editor.send(operations.DECIDE_GUIDANCE, {
          input: { requirementId: id, itemCode: item.code, decision: accepts ? 'ACCEPT' : 'REJECT', note: null },
        });
        if (accepts) accepted += 1;
        else rejected += 1;
      }
    }
    const without = this.procurement.requirements.filter(({ guidance }) => guidance.length === 0).length;
    this.options.tell(
      'decided on the matches to the guidance',
      `${accepted} accepted, ${rejected} rejected, ${without} requirements that no guidance applies to`,
    );
  }

  private async closeAGap(): Promise<void> {
    const editor = await this.buyer('editor');
    const { item, ref, kind, weight, minimumStrength, text } = this.journey.gap;
    const before = await this.procurement.gaps();
    const input = { procurementId: this.procurement.id, requirements: [{ ref, text, kind, weight, minimumStrength }] };
    const { addRequirements: added } = await editor.send<{ addRequirements: { requirements: { id: string }[] } }>(
      operations.ADD_REQUIREMENTS,
      { input },
    );
    await editor.send(operations.DECIDE_GUIDANCE, {
      input: {
        requirementId: added.requirements[0].id,
        itemCode: item,
        decision: 'ACCEPT',
        note: 'Closes a gap that the coverage showed.',
      },
    });
    const after = await this.procurement.gaps();
    await this.procurement.readRequirements();
    this.options.tell('read the coverage and closed a gap', `${before} gaps before, ${after} after`);
  }

  private async find(): Promise<void> {
    const editor = await this.buyer('editor');
    const { suppliers } = await editor.send<{ suppliers: { totalCount: number } }>(operations.SUPPLIERS, {
      filter: this.journey.search.filter,
    });
    const { lockSearch: locked } = await editor.send<{ lockSearch: { search: { resultCount: number; digest: string } } }>(
      operations.LOCK_SEARCH,
      {
        input: { procurementId: this.procurement.id, ...this.journey.search },
      },
    );
    this.options.tell(
      'searched and locked the search',
      `${suppliers.totalCount} found, ${locked.search.resultCount} frozen, digest ${locked.search.digest.slice(0, 12)}…`,
    );
  }

  private async shortlist(): Promise<void> {
    const editor = await this.buyer('editor');
    for (const { supplier, reason } of this.journey.shortlist) {
      await editor.send(operations.SHORTLIST, {
        input: { procurementId: this.procurement.id, supplierId: supplierId(supplier), reason },
      });
    }
    const { supplier, reason } = this.journey.exclude;
    await editor.send(operations.EXCLUDE, {
      input: { procurementId: this.procurement.id, supplierId: supplierId(supplier), reason },
    });
    this.options.tell('shortlisted, each with a reason', `${this.journey.shortlist.length} in, 1 left out`);
  }

  private async ask(): Promise<Date> {
    const editor = await this.buyer('editor');
    await editor.send(operations.LOCK_CRITERIA, { input: { procurementId: this.procurement.id } });
    this.options.tell('locked the criteria', `${this.procurement.requirements.length} requirements, weights add up to 100`);
    const answers = this.journey.shortlist.length * this.procurement.requirements.length;
    const seconds = this.options.deadlineSeconds ?? this.pace.secondsFor(answers);
    const dueAt = new Date(Date.now() + seconds * 1000);
    const { requestEvidence: asked } = await editor.send<{ requestEvidence: { request: { invitations: { id: string }[] } } }>(
      operations.REQUEST_EVIDENCE,
      {
        input: { procurementId: this.procurement.id, message: this.journey.message, dueAt: dueAt.toISOString() },
      },
    );
    this.invitations = new Set(asked.request.invitations.map(({ id }) => id));
    this.options.tell(
      'asked all for evidence, in the same words and until the same time',
      `${asked.request.invitations.length} invitations, ${seconds} s to answer`,
    );
    return dueAt;
  }

  private async answer(): Promise<void> {
    const { supplier: asker, question, answer } = this.journey.clarification;
    const invitationOfAsker = await this.invitationOf(asker);
    const asked = await (
      await this.as(`editor@${asker}`)
    ).send<{ askClarification: { clarification: { id: string } } }>(operations.ASK, {
      input: { invitationId: invitationOfAsker.id, question },
    });
    await (
      await this.buyer('editor')
    ).send(operations.ANSWER_CLARIFICATION, { input: { clarificationId: asked.askClarification.clarification.id, answer } });
    const counts = await Promise.all(this.journey.shortlist.map(({ supplier }) => this.answerAs(supplier)));
    const prefilled = counts.reduce((sum, count) => sum + count.prefilled, 0);
    const saved = counts.reduce((sum, count) => sum + count.saved, 0);
    this.options.tell(
      'answered as each supplier',
      `${saved} answers, ${prefilled} were prefilled from attestations, 1 clarification to all`,
    );
  }

  private async answerAs(supplier: string): Promise<{ saved: number; prefilled: number }> {
    const editor = await this.as(`editor@${supplier}`);
    const invitation = await this.invitationOf(supplier);
    const { name, bytes } = evidenceFile(supplier);
    const documentId = await editor.upload(name, bytes);
    for (const { requirement } of invitation.answers) {
      const { statement, quality, attestations } = this.journey.answers[supplier][themeOf(this.journey, requirement.ref)];
      const strength = quality === 'FULL' ? strengthOf(this.journey, requirement.ref) : 'ASSERTION';
      const documentIds = requirement.ref === this.journey.changes.ref ? [documentId] : [];
      const attestationIds = attestations.map(attestationId);
      await editor.send(operations.SAVE_ANSWER, {
        input: {
          invitationId: invitation.id,
          requirementRef: requirement.ref,
          statement,
          strength,
          attestationIds,
          documentIds,
        },
      });
    }
    await (await this.as(`signatory@${supplier}`)).send(operations.SUBMIT, { input: { invitationId: invitation.id } });
    return {
      saved: invitation.answers.length,
      prefilled: invitation.answers.filter(({ prefilled, evidence }) => prefilled && evidence.length > 0).length,
    };
  }

  private async waitUntil(dueAt: Date): Promise<void> {
    const early = await this.procurement.readGrid();
    if (dueAt.getTime() <= Date.now()) throw new TooSlow();
    if (early.some(({ state }) => state !== 'NO_ANSWER')) throw new Error('An answer was seen before the deadline.');
    await wait(Math.max(0, dueAt.getTime() - Date.now()) + 500);
    const opened = (await this.procurement.readGrid()).filter(({ state }) => state === 'NOT_ASSESSED').length;
    if (opened === 0) throw new Error('No answer opened at the deadline.');
    this.options.tell('waited for the deadline: nothing showed before', `${opened} answers opened`);
  }

  private async askForChanges(): Promise<void> {
    const { supplier, wanted, ref, statement } = this.journey.changes;
    const invitation = await this.invitationOf(supplier);
    const dueAt = new Date(Date.now() + 60_000).toISOString();
    await (
      await this.buyer('editor')
    ).send(operations.REQUEST_CHANGES, { input: { invitationId: invitation.id, wanted, dueAt } });
    const editor = await this.as(`editor@${supplier}`);
    await editor.send(operations.SAVE_ANSWER, {
      input: {
        invitationId: invitation.id,
        requirementRef: ref,
        statement,
        strength: strengthOf(this.journey, ref),
        attestationIds: [],
        documentIds: [],
      },
    });
    await (await this.as(`signatory@${supplier}`)).send(operations.SUBMIT, { input: { invitationId: invitation.id } });
    this.options.tell('asked one supplier for changes, and it answered again', `requirement ${ref}`);
  }

  private async assess(): Promise<void> {
    await this.procurement.readCandidates();
    let judged = 0;
    for (const assessor of ['assessor1', 'assessor2']) {
      const client = await this.buyer(assessor);
      await client.send(operations.DECLARE, {
        input: {
          procurementId: this.procurement.id,
          hasConflict: false,
          statement: 'I have no interest in any of the bidders.',
        },
      });
      for (const { supplier } of this.journey.shortlist) {
        const candidateId = this.procurement.candidateOf(supplierId(supplier)).id;
        const assessments = this.procurement.requirements.map(({ id, ref }) => ({
          candidateId,
          requirementId: id,
          ...judgementOf(this.journey, assessor, supplier, ref),
        }));
        await client.send(operations.ASSESS_ANSWERS, { input: { assessments } });
        judged += assessments.length;
      }
    }
    this.options.tell('assessed by two, who declared their interests first', `${judged} judgements`);
  }

  private async moderate(): Promise<void> {
    const moderator = await this.buyer('moderator');
    const { acceptAgreed } = await moderator.send<{ acceptAgreed: { settled: number; remaining: number } }>(
      operations.ACCEPT_AGREED,
      { input: { procurementId: this.procurement.id } },
    );
    let settled = 0;
    for (const [supplier, refs] of Object.entries(this.journey.secondAssessor.lower)) {
      for (const ref of refs) {
        const requirement = this.procurement.requirementOf(ref);
        const full = this.journey.answers[supplier][themeOf(this.journey, ref)].quality === 'FULL';
        const input = {
          candidateId: this.procurement.candidateOf(supplierId(supplier)).id,
          requirementId: requirement.id,
          conformance: full ? 'MET' : 'PARTLY_MET',
          score: full ? 8 : 4,
          strength: full ? strengthOf(this.journey, ref) : 'ASSERTION',
          reason: this.journey.moderationReason,
        };
        await moderator.send(operations.MODERATE, { input });
        settled += 1;
      }
    }
    this.options.tell(
      'moderated',
      `${acceptAgreed.settled} agreed, ${settled} of ${acceptAgreed.remaining} differences settled one by one`,
    );
  }

  private async decide(): Promise<void> {
    const approver = await this.buyer('approver');
    // Who ranks first is not known before the figures are added up: the API refuses every other, and says who it is.
    for (const { supplier } of this.journey.shortlist) {
      try {
        const input = {
          procurementId: this.procurement.id,
          outcome: 'AWARDED',
          candidateId: this.procurement.candidateOf(supplierId(supplier)).id,
          reason: this.journey.decisionReason,
        };
        await approver.send(operations.DECIDE, { input });
        break;
      } catch (error) {
        if (!(error instanceof Error) || !error.message.includes('BAD_USER_INPUT')) throw error;
      }
    }
    const { procurement } = await approver.send<operations.Decided>(operations.READ_DECISION, { id: this.procurement.id });
    if (procurement.decision === null) throw new Error('No supplier could be awarded.');
    for (const { supplierName, rank, total } of procurement.decision.arithmetic)
      this.options.tell(`  ${rank === null ? 'failed a gate' : `rank ${rank}`}`, `${supplierName}: ${total} of 100`);
    this.options.tell(
      'decided, as an approver who did not assess',
      `awarded to ${procurement.decision.candidate?.supplier.name ?? 'nobody'}`,
    );
  }

  private async prove(): Promise<string> {
    const approver = await this.buyer('approver');
    const { createAssurancePack } = await approver.send<{
      createAssurancePack: { pack: { digest: string; downloadUrl: string } };
    }>(operations.CREATE_PACK, { input: { procurementId: this.procurement.id } });
    const { signingKey } = await approver.send<{ signingKey: { publicKeyPem: string } }>(operations.SIGNING_KEY);
    const bytes = await approver.download(createAssurancePack.pack.downloadUrl);
    const path = await this.options.keep(bytes);
    this.options.tell(
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
    this.options.tell('verified the pack offline', `${report.checks.length} checks hold`);
    return path;
  }

  private async invitationOf(supplier: string): Promise<operations.Invitation> {
    const { evidenceInvitations } = await (
      await this.as(`editor@${supplier}`)
    ).send<{ evidenceInvitations: operations.Invitation[] }>(operations.INVITATIONS);
    const invitation = evidenceInvitations.find(({ id }) => this.invitations.has(id));
    if (invitation === undefined) throw new Error(`${supplier} was not asked.`);
    return invitation;
  }
}
