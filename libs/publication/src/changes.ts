import { Readable } from 'node:stream';
import { keyOf, Row, Table } from './table';

/** How many rows came, changed and went from one release of a table to the next. */
export interface Changes {
  added: number;
  changed: number;
  gone: number;
}

interface Line {
  key: Buffer;
  text: string;
}

/**
 * Compares two releases of a table, each as JSON lines in the order of its key, side by side and a line at a time. A row whose table has
 * other columns than before has changed.
 */
export async function changesBetween(table: Pick<Table, 'key'>, before: Readable, after: Readable): Promise<Changes> {
  const [old, now] = [linesOf(table, before), linesOf(table, after)];
  const changes = { added: 0, changed: 0, gone: 0 };
  let [a, b] = [await next(old), await next(now)];
  while (a !== null || b !== null) {
    const order = a === null ? 1 : b === null ? -1 : Buffer.compare(a.key, b.key);
    if (order < 0) changes.gone += 1;
    else if (order > 0) changes.added += 1;
    else if (a?.text !== b?.text) changes.changed += 1;
    if (order <= 0) a = await next(old);
    if (order >= 0) b = await next(now);
  }
  return changes;
}

/** Lines end with a line feed and nothing else: texts hold other separators. */
async function* linesOf(table: Pick<Table, 'key'>, from: Readable): AsyncGenerator<Line> {
  let rest = '';
  for await (const chunk of from.setEncoding('utf8')) {
    const lines = (rest + (chunk as string)).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) yield { key: keyOf(table, JSON.parse(text) as Row), text };
  }
}

async function next(lines: AsyncGenerator<Line>): Promise<Line | null> {
  const { value, done } = await lines.next();
  return done ? null : value;
}
