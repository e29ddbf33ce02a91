import type { EvidenceGridQuery } from '../api/operations';

type Procurement = EvidenceGridQuery['procurement'];
export type Cell = Procurement['grid'][number];

/** A requirement of the grid with a cell for each candidate, in their order. */
export interface GridRow {
  requirement: Procurement['requirements'][number];
  cells: (Cell & { validity: 'VALID' | 'LAPSED' | 'UNKNOWN' })[];
}

/** The candidates that were asked, and a row for each requirement. */
export function gridOf({ requirements, candidates, grid }: Procurement): {
  candidates: Procurement['candidates'];
  rows: GridRow[];
} {
  const cells = new Map(grid.map((cell) => [`${cell.requirement.id} ${cell.candidate.id}`, cell]));
  const asked = candidates.filter(({ id }) => grid.some((cell) => cell.candidate.id === id));
  const rows = requirements.map((requirement) => ({
    requirement,
    cells: asked.flatMap(({ id }) => {
      const cell = cells.get(`${requirement.id} ${id}`);
      return cell === undefined ? [] : [{ ...cell, validity: validityOf(cell) }];
    }),
  }));
  return { candidates: asked, rows };
}

/** Whether the evidence of an answer is in date on the day on which it is looked at. Nothing that ends is no proof of validity. */
export function validityOf({ expiresOn, validOn }: Pick<Cell, 'expiresOn' | 'validOn'>): 'VALID' | 'LAPSED' | 'UNKNOWN' {
  if (expiresOn === null) return 'UNKNOWN';
  return expiresOn >= validOn ? 'VALID' : 'LAPSED';
}

/** Until when nobody on the buyer's side reads an answer; null when that is past, or nobody was asked. */
export function sealedUntil(
  { evidenceRequest, stage }: Pick<Procurement, 'evidenceRequest' | 'stage'>,
  now = new Date(),
): string | null {
  if (evidenceRequest === null || stage !== 'EVIDENCE') return null;
  return new Date(evidenceRequest.dueAt) > now ? evidenceRequest.dueAt : null;
}

/** Whether a supplier that was asked may have answered, which nobody is told while answers are sealed. */
export function mayHaveAnswered({ state }: { state: string }): boolean {
  return state === 'INVITED' || state === 'RESPONDED';
}
