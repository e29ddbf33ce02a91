import { STRENGTHS, type Strength } from '#pack';
import { bounded, readLines, whyNoRequirement } from './lines';
import { FoundRequirement, ReadSpecification, SkippedSource } from './specification';

/** A row of a table, each cell as text. */
export interface TableRow {
  line: number;
  cells: string[];
}

type Column = 'ref' | 'text' | 'kind' | 'weight' | 'strength';

/** Header words of each column, as people write them. */
const HEADERS: Record<Column, RegExp> = {
  ref: /^(ref(erence)?( no\.?)?|id|no\.?|number|#|req(uirement)? (id|ref|no\.?|number))$/i,
  text: /^(requirement( text)?|text|description|specification|question|statement)$/i,
  kind: /^(type|kind|mandatory\??|priority|category|pass ?\/ ?fail)$/i,
  weight: /^(weight(ing)?( ?\(?%\)?)?|score weight|marks)$/i,
  strength: /^(evidence|minimum (evidence )?strength|strength|evidence strength|minimumstrength)$/i,
};

/**
 * Reads a table: its header row tells the columns by their names. Without one, the column that holds most sentences is taken for
 * the requirements.
 */
export function readTable(rows: readonly TableRow[]): ReadSpecification {
  const headerAt = rows.findIndex(({ cells }) => columnsOf(cells).has('text'));
  if (headerAt === -1) return withoutHeader(rows);
  const columns = columnsOf(rows[headerAt].cells);
  const requirements: FoundRequirement[] = [];
  const skipped: SkippedSource[] = [];
  for (const { line, cells } of rows) {
    const cell = (column: Column): string => (cells[columns.get(column) ?? -1] ?? '').trim();
    const all = cells.join(' ').trim();
    if (all === '') continue;
    if (line === rows[headerAt].line) skipped.push({ line, text: all.slice(0, 200), reason: 'The header of the table' });
    else if (cell('text') === '')
      skipped.push({ line, text: all.slice(0, 200), reason: 'No text in the column of the requirements' });
    else {
      const reason = cell('ref') === '' ? whyNoRequirement({ line, text: cell('text') }) : null;
      if (reason !== null) skipped.push({ line, text: cell('text').slice(0, 200), reason });
      else requirements.push(requirementOf(line, cell));
    }
  }
  return bounded({ requirements, skipped });
}

function columnsOf(cells: readonly string[]): Map<Column, number> {
  const found = new Map<Column, number>();
  cells.forEach((cell, index) => {
    for (const [column, header] of Object.entries(HEADERS) as [Column, RegExp][]) {
      if (!found.has(column) && header.test(cell.trim())) found.set(column, index);
    }
  });
  return found;
}

function requirementOf(line: number, cell: (column: Column) => string): FoundRequirement {
  const kind = kindOf(cell('kind'));
  const weight = Number(cell('weight').replace('%', '').replace(',', '.'));
  return {
    ref: cell('ref') === '' ? null : cell('ref').slice(0, 50),
    text: cell('text'),
    kind,
    weight: kind === 'GATE' || cell('weight') === '' || !Number.isFinite(weight) || weight <= 0 ? null : weight,
    minimumStrength: strengthOf(cell('strength')),
    line,
  };
}

function kindOf(text: string): FoundRequirement['kind'] {
  if (/^(gate|mandatory|must|pass ?\/ ?fail|pass or fail|yes|y|m)$/i.test(text)) return 'GATE';
  if (/^(scored|desirable|should|could|optional|no|n|d)$/i.test(text)) return 'SCORED';
  return null;
}

function strengthOf(text: string): Strength | null {
  const code = text.toUpperCase().replace(/[ -]+/g, '_');
  return STRENGTHS.find((strength) => strength === code) ?? null;
}

/** The column with most words is the one that people wrote sentences in. */
function withoutHeader(rows: readonly TableRow[]): ReadSpecification {
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const wordsIn = (column: number): number =>
    rows.reduce((sum, { cells }) => sum + (cells[column] ?? '').split(/\s+/).filter(Boolean).length, 0);
  const best = Array.from({ length: width }, (_, column) => column).sort((a, b) => wordsIn(b) - wordsIn(a) || a - b)[0] ?? 0;
  // Rows are apart already: an empty line between them keeps it so.
  return readLines(
    rows.flatMap(({ line, cells }) => [
      { line, text: cells[best] ?? '' },
      { line, text: '' },
    ]),
  );
}
