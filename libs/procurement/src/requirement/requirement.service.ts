import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { buffer } from 'node:stream/consumers';
import { AuditTrail } from '#audit';
import {
  BadUserInput,
  Document,
  DocumentService,
  DocumentStore,
  globalId,
  Member,
  readId,
  refer,
  referAll,
  Transactions,
  Tx,
  mustBeCurrent,
  NotFound,
} from '#platform';
import { AnswerDocuments } from '../evidence/answer-documents';
import { Procurement } from '../procurement/procurement.entity';
import { ProcurementRows } from '../procurement/procurement-rows';
import { readSpecification, SpecificationUnreadable } from '#specification';
import { DroppedDecision, GuidanceDecisions } from './guidance-decisions.service';
import { Requirement, RequirementGuidance } from './requirement.entity';
import { RequirementMatching } from './requirement-matching';
import { mustBeFree, numberedOn, RefSeries, refsTaken } from './requirement-refs';
import { RequirementSuggestions } from './requirement-suggestions';
import {
  AddRequirementsInput,
  AnswerMatchQuestionsInput,
  ImportSpecificationInput,
  ImportSpecificationPayload,
  MAXIMUM_REQUIREMENTS,
  RemoveRequirementInput,
  RemoveRequirementPayload,
  RequirementInput,
  RequirementPayload,
  RequirementsPayload,
  Specification,
  UpdateRequirementInput,
  UpdateRequirementPayload,
  UpdateRequirementsInput,
  UpdateRequirementsPayload,
} from './requirement.inputs';

@Injectable()
export class RequirementService {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly rows: ProcurementRows,
    private readonly matching: RequirementMatching,
    private readonly suggestions: RequirementSuggestions,
    private readonly decisions: GuidanceDecisions,
    private readonly documents: DocumentService,
    private readonly answerDocuments: AnswerDocuments,
    private readonly store: DocumentStore,
  ) {}

  /** Adds requirements, each matched to the guidance at once; all or none. @throws Conflict when refs come twice, unless they are numbered on */
  async add(caller: Member, input: AddRequirementsInput): Promise<RequirementsPayload> {
    const { requirements, numberOn, documentId } = input;
    const key = readId(Procurement, input.procurementId);
    const keys = await this.transactions.run(caller, async (tx) => {
      await this.rows.forChange(tx, caller, key, ['DRAFT', 'SOURCING'], 'Adding requirements');
      await this.keepSource(tx, caller, key, documentId);
      const present = numberOn === true ? await tx.findBy(Requirement, { procurementId: key }) : [];
      return this.insert(tx, caller, key, numberedOn(present, requirements), 'requirements.added');
    });
    return { requirements: referAll(Requirement, keys) };
  }

  /**
   * Splits a specification into requirements and adds them. What is not a requirement comes back with its line and why.
   *
   * @throws BadUserInput when neither or both of document and text are given, or the document cannot be read
   */
  async importSpecification(
    caller: Member,
    { procurementId, documentId, text }: ImportSpecificationInput,
  ): Promise<ImportSpecificationPayload> {
    const key = readId(Procurement, procurementId);
    const isPasted = (text ?? null) !== null;
    if (isPasted === ((documentId ?? null) !== null)) {
      throw BadUserInput.field('documentId', 'Give either the id of an uploaded document or the pasted text.');
    }
    const specification = isPasted
      ? await this.read(Buffer.from(text ?? ''), 'text/plain', 'text')
      : await this.specification(caller, documentId ?? '');
    const keys = await this.transactions.run(caller, async (tx) => {
      await this.rows.forChange(tx, caller, key, ['DRAFT', 'SOURCING'], 'Importing a specification');
      await this.keepSource(tx, caller, key, documentId);
      const found = specification.requirements.map((requirement) => ({
        ref: requirement.ref ?? undefined,
        text: requirement.text,
        kind: requirement.kind ?? undefined,
        weight: requirement.kind === 'GATE' ? undefined : (requirement.weight ?? undefined),
        minimumStrength: requirement.minimumStrength ?? undefined,
      }));
      return found.length === 0 ? [] : this.insert(tx, caller, key, found, 'specification.imported');
    });
    return { requirements: referAll(Requirement, keys), skipped: specification.skipped };
  }

  /**
   * What an uploaded specification holds, before anything is added: for a person to check and to mend.
   *
   * @throws BadUserInput when the document cannot be read
   */
  async specification(caller: Member, documentId: string): Promise<Specification> {
    const document = await this.transactions.read(caller, async (tx) => {
      const found = await this.documents.readable(tx, readId(Document, documentId));
      await this.answerDocuments.mustBeShown(tx, found.id);
      return found;
    });
    return this.read(await buffer(await this.store.open(document.sha256)), document.mediaType, 'documentId');
  }

  /** Notes which file requirements were read from, so that it is erased with them. @throws NotFound when it is not the caller's organisation's */
  private async keepSource(tx: Tx, { organisation }: Member, key: string, documentId?: string | null): Promise<void> {
    if ((documentId ?? null) === null) return;
    const document = await this.documents.readable(tx, readId(Document, documentId ?? ''));
    if (document.organisationId !== organisation.id) throw new NotFound('document');
    await tx.query(
      'INSERT INTO procurement_document (procurement_id, document_id, organisation_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [key, document.id, organisation.id],
    );
  }

  /** @param field what a refusal is about */
  private read(bytes: Buffer, mediaType: string, field: string): Promise<Specification> {
    return readSpecification(bytes, mediaType).catch((error: unknown) => {
      if (error instanceof SpecificationUnreadable) throw BadUserInput.field(field, error.message);
      throw error;
    });
  }

  /**
   * Changes a requirement; a changed text is matched anew. Decisions stay, also on items that match no longer, unless the text is plainly
   * another than the one that they were taken on.
   */
  async update(caller: Member, input: UpdateRequirementInput): Promise<UpdateRequirementPayload> {
    const key = readId(Requirement, input.requirementId);
    const decisionsDropped = await this.transactions.run(caller, (tx) => this.change(tx, caller, key, input, ''));
    return { requirement: refer(Requirement, key), decisionsDropped };
  }

  /** Changes many at once, such as all weights: all or none. Of several procurements each is locked first, in one order for everybody. */
  async updateAll(caller: Member, { requirements }: UpdateRequirementsInput): Promise<UpdateRequirementsPayload> {
    const keys = requirements.map(({ requirementId }) => readId(Requirement, requirementId));
    const decisionsDropped = await this.transactions.run(caller, async (tx) => {
      const known = await tx.findBy(Requirement, { id: In(keys), organisationId: caller.organisation.id });
      for (const procurementId of [...new Set(known.map((requirement) => requirement.procurementId))].sort())
        await this.mustBeChangeable(tx, caller, procurementId, 'Changing a requirement');
      let dropped = 0;
      for (const [index, input] of requirements.entries())
        dropped += await this.change(tx, caller, keys[index], input, `requirements[${index}].`);
      return dropped;
    });
    return { requirements: referAll(Requirement, keys), decisionsDropped };
  }

  /**
   * @param place where the input is among what the client sent, for the path of a problem
   * @returns how many decisions do not stand any more
   */
  private async change(tx: Tx, caller: Member, key: string, input: UpdateRequirementInput, place: string): Promise<number> {
    const requirement = await this.forChange(tx, caller, key, 'Changing a requirement');
    mustBeCurrent('requirement', requirement, input.expectedVersion);
    const kind = input.kind ?? requirement.kind;
    const weight = kind === 'GATE' ? null : (input.weight?.toString() ?? requirement.weight);
    if (kind === 'GATE' && (input.weight ?? null) !== null)
      throw BadUserInput.field(`${place}weight`, 'A gate has no weight: it is passed or failed.');
    const text = input.text ?? requirement.text;
    const ref = input.ref ?? requirement.ref;
    if (ref !== requirement.ref && (await tx.existsBy(Requirement, { procurementId: requirement.procurementId, ref })))
      throw refsTaken([{ ref, path: `${place}ref` }]);
    await tx.update(
      Requirement,
      { id: key },
      {
        text,
        kind,
        weight,
        ref,
        minimumStrength: input.minimumStrength ?? requirement.minimumStrength,
        version: requirement.version + 1,
      },
    );
    const dropped = text === requirement.text ? [] : await this.reword(tx, caller, requirement, text);
    await this.audit.record(tx, caller, {
      action: 'requirement.changed',
      subject: { type: Requirement, id: key },
      detail: { procurement: globalId(Procurement, requirement.procurementId), decisionsDropped: dropped },
    });
    return dropped.length;
  }

  /** Matches a text that was changed. What was decided on a text that plainly asked for something else goes. */
  private async reword(tx: Tx, caller: Member, { id, text: before }: Requirement, text: string): Promise<DroppedDecision[]> {
    const dropped = await this.decisions.dropOutgrown(tx, id, (decidedText) => this.matching.asksTheSame(decidedText, text));
    if (!(await this.matching.asksTheSame(before, text))) await this.decisions.closeWithdrawn(tx, [id]);
    // What was answered was said of the text as it stood.
    await this.suggestions.renew(tx, caller, { id, text, matchAnswers: [] });
    return dropped;
  }

  /**
   * Settles what a requirement means: its suggestions are matched anew with the answers. What was decided stays.
   *
   * @throws BadUserInput when there is no such question or answer
   */
  async answerMatchQuestions(
    caller: Member,
    { requirementId, answers }: AnswerMatchQuestionsInput,
  ): Promise<RequirementPayload> {
    const key = readId(Requirement, requirementId);
    await this.transactions.run(caller, async (tx) => {
      const requirement = await this.forChange(tx, caller, key, 'Answering on a requirement');
      const before = requirement.matchAnswers.filter(({ question }) => !answers.some((answer) => answer.question === question));
      await this.suggestions.renew(tx, caller, { id: key, text: requirement.text, matchAnswers: [...before, ...answers] });
      await this.audit.record(tx, caller, {
        action: 'requirement.answered',
        subject: { type: Requirement, id: key },
        detail: {
          answers: answers.map(({ question, answer }) => ({ question, answer })),
          procurement: globalId(Procurement, requirement.procurementId),
        },
      });
    });
    return { requirement: refer(Requirement, key) };
  }

  /** Takes a requirement out, before the criteria are locked. What it said stays in the trail. */
  async remove(caller: Member, { requirementId }: RemoveRequirementInput): Promise<RemoveRequirementPayload> {
    const key = readId(Requirement, requirementId);
    await this.transactions.run(caller, async (tx) => {
      const requirement = await this.forChange(tx, caller, key, 'Removing a requirement');
      await tx.delete(RequirementGuidance, { requirementId: key });
      await tx.delete(Requirement, { id: key });
      await this.audit.record(tx, caller, {
        action: 'requirement.removed',
        subject: { type: Procurement, id: requirement.procurementId },
        detail: { ref: requirement.ref, text: requirement.text, kind: requirement.kind, weight: requirement.weight },
      });
    });
    return { removedId: requirementId };
  }

  /** A requirement of a procurement that can still be changed, both locked. @throws NotFound, IllegalTransition */
  private async forChange(tx: Tx, caller: Member, key: string, what: string): Promise<Requirement> {
    const where = { id: key, organisationId: caller.organisation.id };
    const procurementId = await this.rows.procurementOf(tx, Requirement, where);
    await this.mustBeChangeable(tx, caller, procurementId, what);
    return this.rows.locked(tx, Requirement, where);
  }

  private async mustBeChangeable(tx: Tx, caller: Member, procurementId: string, what: string): Promise<void> {
    await this.rows.forChange(tx, caller, procurementId, ['DRAFT', 'SOURCING'], what);
  }

  private async insert(
    tx: Tx,
    caller: Member,
    procurementId: string,
    inputs: readonly RequirementInput[],
    action: string,
  ): Promise<string[]> {
    const present = await tx.find(Requirement, { where: { procurementId }, select: { id: true, ref: true, position: true } });
    if (present.length + inputs.length > MAXIMUM_REQUIREMENTS) {
      throw new BadUserInput(
        `A procurement has at most ${MAXIMUM_REQUIREMENTS} requirements; this would make ${present.length + inputs.length}. Split it, or leave some out.`,
      );
    }
    const taken = present.map(({ ref }) => ref);
    mustBeFree(taken, inputs);
    const refs = new RefSeries(
      taken,
      inputs.flatMap(({ ref }) => ref ?? []),
    );
    const last = Math.max(0, ...present.map(({ position }) => position));
    const requirements = inputs.map((input, index) => {
      if (input.kind === 'GATE' && (input.weight ?? null) !== null)
        throw BadUserInput.field(`requirements[${index}].weight`, 'A gate has no weight: it is passed or failed.');
      return {
        id: uuidv7(),
        procurementId,
        organisationId: caller.organisation.id,
        ref: input.ref ?? refs.following(),
        text: input.text,
        kind: input.kind ?? ('SCORED' as const),
        weight: input.weight?.toString() ?? null,
        minimumStrength: input.minimumStrength ?? ('ASSERTION' as const),
        applicable: false,
        matchQuestions: [],
        matchAnswers: [],
        position: last + index + 1,
        version: 1,
      };
    });
    await tx.insert(Requirement, requirements);
    await this.suggestions.add(tx, caller, requirements);
    await this.audit.record(tx, caller, {
      action,
      subject: { type: Procurement, id: procurementId },
      detail: { refs: requirements.map(({ ref }) => ref) },
    });
    return requirements.map(({ id }) => id);
  }
}
