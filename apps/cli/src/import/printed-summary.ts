import { RegisterSummary } from '#market';
import { number, table } from './printed-table';

/** The summary as a table of text: what was joined, what was not, what is flagged and what is withheld. */
export function printedSummary({ publishers, pages, flawed, told, withheld }: RegisterSummary): string {
  const columns = publishers.map(({ publisher }) => publisher);
  const line = (label: string, value: (one: (typeof publishers)[number]) => number): string[] => [
    label,
    ...publishers.map((one) => number(value(one))),
  ];
  const notices = table(
    ['Notices and awards', ...columns],
    [
      line('notices', (one) => one.notices),
      line('awards, one supplier each', (one) => one.awards),
      line('  joined on an identifier', (one) => one.byIdentifier),
      line('  joined on a mended identifier', (one) => one.byMendedIdentifier),
      line('  joined by a person', (one) => one.byPerson),
      line('  not joined: proposed to a person', (one) => one.proposed),
      line('  not joined: nobody has the name', (one) => one.unjoined),
    ],
  );
  const suppliers = table(
    ['Pages', 'pages', 'in the company register'],
    pages.map((one) => [one.provenance, number(one.pages), number(one.inRegister)]),
  );
  const flagged = table(
    ['Flagged', ''],
    [
      ...flawed.map(({ scheme, identifiers }) => [`${scheme} kept as published, malformed`, number(identifiers)]),
      ['told of by imports, taken all the same', number(told.taken)],
      ['told of by imports, left', number(told.left)],
    ],
  );
  const suppressed =
    withheld === null
      ? 'Nothing is withheld: the market has not been counted yet.'
      : table(
          ['Withheld, fewer than three suppliers or beside such', 'cells', 'withheld'],
          withheld.map((one) => [one.dimension, number(one.cells), number(one.withheld)]),
        );
  return `${[notices, suppliers, flagged, suppressed].join('\n\n')}\n`;
}
