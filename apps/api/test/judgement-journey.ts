import { EvidenceJourney, TOMORROW } from './evidence-journey';
import { EvidenceRows, FictionalSupplier, ReadyProcurement, REFS } from '#procurement/testing';
import { Answer, TestApi } from './harness';

/** What an assessor or a moderator says of one answer. */
export interface Figure {
  conformance?: string;
  score?: number | null;
  strength?: string;
  reason?: string;
  expectedVersion?: number | null;
}

/** An answer in the grid of a procurement. */
export interface Cell {
  requirement: { ref: string };
  candidate: { id: string };
  conformance: string;
  score: number | null;
  strength: string | null;
  state: string;
  outOfDate: { name: string }[];
  validOn: string;
  expiresOn: string | null;
}

export const ASSESS_ANSWERS =
  'mutation ($input: AssessAnswersInput!) { assessAnswers(input: $input) { assessments { id version moderated } } }';
export const ACCEPT_AGREED = 'mutation ($input: AcceptAgreedInput!) { acceptAgreed(input: $input) { settled remaining } }';

const GRID = `query ($id: ID!) { procurement(id: $id) { stage candidates { id state } grid {
  requirement { ref } candidate { id } conformance score strength state outOfDate { name } validOn expiresOn } } }`;

/** A procurement whose responses are in, with the ids of its requirements by their refs. */
export interface AnsweredProcurement extends ReadyProcurement {
  requirements: Map<string, string>;
}

/** The buyer's people who judge, each with one part, on top of what evidence needs. */
export class JudgementJourney {
  private constructor(
    readonly evidence: EvidenceJourney,
    readonly assessor: string,
    readonly secondAssessor: string,
    readonly moderator: string,
    readonly approver: string,
  ) {}

  static async begin(): Promise<JudgementJourney> {
    const evidence = await EvidenceJourney.begin();
    const person = (name: string, role: string): Promise<string> => evidence.rows.person(evidence.buyer.id, name, [role]);
    return new JudgementJourney(
      evidence,
      await person('First Assessor', 'EDITOR'),
      await person('Second Assessor', 'EDITOR'),
      await person('The Moderator', 'EDITOR'),
      // who may do everything, so that only the separation of duties stands in the way
      await evidence.rows.person(evidence.buyer.id, 'The Approver', ['EDITOR', 'APPROVER']),
    );
  }

  end(): Promise<void> {
    return this.evidence.end();
  }

  get api(): TestApi {
    return this.evidence.api;
  }

  get rows(): EvidenceRows {
    return this.evidence.rows;
  }

  /** A procurement of three requirements (a gate, 60 and 40) whose deadline has passed: `answering` have responded, the rest has not. */
  async answered(
    answering: FictionalSupplier[] = [this.evidence.first, this.evidence.second],
    silent: FictionalSupplier[] = [],
  ): Promise<AnsweredProcurement> {
    const procurement = await this.asked([...answering, ...silent]);
    for (const supplier of answering) await this.evidence.submitted(supplier, procurement);
    await this.evidence.rows.deadlinePasses(procurement);
    return procurement;
  }

  /** A procurement whose shortlist has been asked, by the same way. @param described more of what is bought */
  async asked(shortlist: readonly FictionalSupplier[], described: object = {}): Promise<AnsweredProcurement> {
    const procurement = await this.lockedCriteria(shortlist, described);
    const input = { procurementId: procurement.id, message: 'Please show how you meet these.', dueAt: TOMORROW() };
    await this.api.done(this.evidence.buyer.editor, 'RequestEvidence', { input });
    return procurement;
  }

  declare(who: string, { id }: ReadyProcurement, hasConflict = false): Promise<Answer<unknown>> {
    const statement = hasConflict ? 'My sister works for a bidder.' : 'I have no interest in any bidder.';
    return this.api.run(who, 'DeclareInterests', { input: { procurementId: id, hasConflict, statement } });
  }

  assess(
    who: string,
    procurement: AnsweredProcurement,
    supplier: FictionalSupplier,
    ref: string,
    figure: Figure = {},
  ): Promise<Answer<{ assessAnswer: { assessment: { id: string; version: number; score: number | null } } }>> {
    return this.api.run(who, 'AssessAnswer', { input: this.figure(procurement, supplier, ref, figure) });
  }

  /** One assessor's judgement of all answers of a supplier: the gate, and these scores. */
  async assessAll(
    who: string,
    procurement: AnsweredProcurement,
    supplier: FictionalSupplier,
    [strong, plain]: readonly [Figure, Figure],
    gate: Figure = { conformance: 'MET', score: null },
  ): Promise<void> {
    const assessments = [
      this.figure(procurement, supplier, REFS.GATE, { score: null, ...gate }),
      this.figure(procurement, supplier, REFS.STRONG, strong),
      this.figure(procurement, supplier, REFS.PLAIN, plain),
    ];
    const { errors } = await this.api.send(who, ASSESS_ANSWERS, { input: { assessments } });
    expect(errors).toEqual([]);
  }

  moderate(
    who: string,
    procurement: AnsweredProcurement,
    supplier: FictionalSupplier,
    ref: string,
    figure: Figure = {},
  ): Promise<Answer<{ moderateAssessment: { assessment: { id: string; moderated: boolean } } }>> {
    return this.api.run(who, 'ModerateAssessment', { input: this.figure(procurement, supplier, ref, figure) });
  }

  /** Settles what is agreed, by somebody who declares interests where that was not done yet. */
  async acceptAgreed(who: string, procurement: ReadyProcurement): Promise<{ settled: number; remaining: number }> {
    const { id } = procurement;
    await this.declare(who, procurement);
    const { data, errors } = await this.api.send<{ acceptAgreed: { settled: number; remaining: number } }>(who, ACCEPT_AGREED, {
      input: { procurementId: id },
    });
    expect(errors).toEqual([]);
    return data.acceptAgreed;
  }

  decide(
    who: string,
    procurement: ReadyProcurement,
    winner: FictionalSupplier | null,
    outcome = winner === null ? 'NONE_SUITABLE' : 'AWARDED',
  ): Promise<Answer<{ decideProcurement: { procurement: { stage: string } } }>> {
    const candidateId = winner === null ? null : procurement.candidates.get(winner.name);
    const input = { procurementId: procurement.id, outcome, candidateId, reason: 'As the arithmetic says.' };
    return this.api.run(who, 'DecideProcurement', { input });
  }

  async read(procurement: ReadyProcurement): Promise<{ stage: string; states: Map<string, string>; grid: Cell[] }> {
    interface Read {
      procurement: { stage: string; candidates: { id: string; state: string }[]; grid: Cell[] };
    }
    const { data, errors } = await this.api.send<Read>(this.evidence.buyer.viewer, GRID, { id: procurement.id });
    expect(errors).toEqual([]);
    const { stage, candidates, grid } = data.procurement;
    return { stage, states: new Map(candidates.map(({ id, state }) => [id, state])), grid };
  }

  /** One answer of the grid. */
  async cell(procurement: ReadyProcurement, supplier: FictionalSupplier, ref: string): Promise<Cell> {
    const { grid } = await this.read(procurement);
    const found = grid.find(
      ({ requirement, candidate }) => requirement.ref === ref && candidate.id === procurement.candidates.get(supplier.name),
    );
    if (found === undefined) throw new Error(`the grid has no cell for ${ref} of ${supplier.name}`);
    return found;
  }

  private figure(procurement: AnsweredProcurement, supplier: FictionalSupplier, ref: string, figure: Figure): object {
    return {
      candidateId: procurement.candidates.get(supplier.name),
      requirementId: procurement.requirements.get(ref),
      conformance: 'MET',
      score: 8,
      strength: 'INDEPENDENT_VALIDATION',
      reason: `What was given for ${ref} shows it.`,
      ...figure,
    };
  }

  /** The way up to locked criteria, through the API: a search that is truly frozen, whose digest a verifier arrives at again. */
  private async lockedCriteria(shortlist: readonly FictionalSupplier[], described: object): Promise<AnsweredProcurement> {
    const { editor } = this.evidence.buyer;
    const title = 'Parking sensors for a fictional town';
    const { createProcurement } = await this.api.done<{ createProcurement: { procurement: { id: string } } }>(
      editor,
      'CreateProcurement',
      { input: { title, ...described } },
    );
    const { id } = createProcurement.procurement;
    const requirements = [
      { ref: REFS.GATE, text: 'Devices have no default passwords.', kind: 'GATE', minimumStrength: 'CONTRACTUAL_COMMITMENT' },
      { ref: REFS.STRONG, text: 'Updates are signed.', kind: 'SCORED', weight: 60, minimumStrength: 'ASSERTION' },
      { ref: REFS.PLAIN, text: 'The data can be exported.', kind: 'SCORED', weight: 40, minimumStrength: 'ASSERTION' },
    ];
    const { addRequirements } = await this.api.done<{ addRequirements: { requirements: { id: string; ref: string }[] } }>(
      editor,
      'AddRequirements',
      { input: { procurementId: id, requirements } },
    );
    await this.api.done(editor, 'LockSearch', {
      input: { procurementId: id, search: 'Fictional Ltd', filter: { relevance: 'ALL' } },
    });
    const candidates = new Map<string, string>();
    for (const { supplierId, name } of shortlist) {
      const input = { procurementId: id, supplierId: `sup_${supplierId}`, reason: 'It sells parking sensors.' };
      const made = await this.api.done<{ shortlistSupplier: { candidate: { id: string } } }>(editor, 'ShortlistSupplier', {
        input,
      });
      candidates.set(name, made.shortlistSupplier.candidate.id);
    }
    await this.api.done(editor, 'LockCriteria', { input: { procurementId: id } });
    return {
      id,
      key: id.replace('prc_', ''),
      candidates,
      requirements: new Map(addRequirements.requirements.map((requirement) => [requirement.ref, requirement.id])),
    };
  }
}
