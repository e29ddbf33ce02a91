import { Client } from './client';
import * as operations from './operations';

/** A requirement, and the guidance that it is matched to, best first. */
interface Requirement {
  id: string;
  ref: string;
  guidance: { item: { code: string }; confidence: number }[];
}

/** A shortlisted supplier. */
interface Candidate {
  id: string;
  state: string;
  supplier: { id: string; name: string };
}

/** The procurement of the demonstration as the API tells it to an editor, read anew when a step has changed it. */
export class ProcurementOnRecord {
  id = '';
  requirements: Requirement[] = [];
  /** The ids of those to this procurement: suppliers may have been asked in others. */
  invitations: ReadonlySet<string> = new Set();
  private candidates = new Map<string, Candidate>();

  constructor(private readonly editor: () => Promise<Client>) {}

  async readRequirements(): Promise<void> {
    this.requirements = (await this.read<{ requirements: Requirement[] }>(operations.READ_REQUIREMENTS)).requirements;
  }

  async readCandidates(): Promise<void> {
    const { candidates } = await this.read<{ candidates: Candidate[] }>(operations.READ_CANDIDATES);
    this.candidates = new Map(candidates.map((candidate) => [candidate.supplier.id, candidate]));
  }

  /** The cells of the evidence grid: a supplier's answer to a requirement each. */
  async readGrid(): Promise<{ state: string }[]> {
    return (await this.read<{ grid: { state: string }[] }>(operations.READ_GRID)).grid;
  }

  /** How many items of the guidance no requirement covers. */
  async gaps(): Promise<number> {
    const { coverage } = await this.read<{ coverage: { status: string }[] }>(operations.READ_COVERAGE);
    return coverage.filter(({ status }) => status === 'GAP').length;
  }

  /** @throws Error where the supplier is no candidate, or candidates were not read */
  candidateOf(supplierId: string): Candidate {
    const candidate = this.candidates.get(supplierId);
    if (candidate === undefined) throw new Error(`${supplierId} is not a candidate.`);
    return candidate;
  }

  /** @throws Error where there is none of the reference, or requirements were not read */
  requirementOf(ref: string): Requirement {
    const requirement = this.requirements.find((each) => each.ref === ref);
    if (requirement === undefined) throw new Error(`There is no requirement ${ref}.`);
    return requirement;
  }

  private async read<Read>(query: string): Promise<Read> {
    const { procurement } = await (await this.editor()).send<{ procurement: Read }>(query, { id: this.id });
    return procurement;
  }
}
