/** Columns as wide as their widest; the first to the left, the others to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, index) => Math.max(...all.map((row) => row[index].length)));
  return all
    .map((row) =>
      row
        .map((cell, index) => (index === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[index])))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A number as it is printed: 1,624. */
export function number(value: number): string {
  return value.toLocaleString('en-GB');
}
