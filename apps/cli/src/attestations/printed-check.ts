import type { AttestationOfFile } from '#attestations';
import { STRENGTH_IN_WORDS } from '#pack';
import { dayInWords } from '#platform';
import { oneLine } from '../one-line';
import { wrapped } from '../wrapped';
import type { FileCheck } from './check-file';

const LEAST_WIDTH = 80;
const NUMBER = 3;
const LABEL = 15;
/** Of each kind, so that whoever reads finds the end. */
const MOST_LISTED = 20;

/** A check as a terminal shows it: whether the file is valid, its attestations in a table, then each by itself. */
export function printedCheck(check: FileCheck, width = 120): string {
  const most = Math.max(width, LEAST_WIDTH);
  const lines = [...sentence(`${check.fileName}: ${bySchema(check)}`, most), ''];
  if (!check.ok) lines.push('It cannot be read in. Mend this, and check it again:', ...bullets(check.problems, most));
  else lines.push(...inTable(check.attestations, most), ...check.attestations.flatMap((one) => ['', ...byItself(one, most)]));
  lines.push(...affirmed(check, most));
  lines.push(...list('Of the file as a whole, not taken over:', check.notCarried, most));
  if (check.attestations.some(({ scheme }) => scheme === null)) lines.push(...list(NO_SCHEME, check.schemes.map(named), most));
  lines.push(...list('Not checked here:', check.notChecked, most));
  return `${lines.join('\n')}\n`;
}

const NO_SCHEME =
  'Where no scheme was found, you choose it when you read the file in. It is found where the name or the bom-ref of the standard is the name or the code of one:';

function bySchema({ schema }: FileCheck): string {
  if (schema === null) return 'not held against the official schema of CycloneDX, since it cannot be read as such.';
  return `${schema.isValid ? 'valid' : 'not valid'} by the official schema of ${schema.format}.`;
}

/** One line an attestation: of what, about what, a draft of which scheme. */
function inTable(attestations: readonly AttestationOfFile[], width: number): string[] {
  const column = Math.floor((width - NUMBER - 3) / 3);
  const cells = (number: string, ...others: string[]): string[] => {
    const parts = others.map((cell) => wrapped(oneLine(cell), column - 1));
    return Array.from({ length: Math.max(...parts.map(({ length }) => length)) }, (_, at) =>
      [(at === 0 ? number : '').padEnd(NUMBER), ...parts.map((part) => (part[at] ?? '').padEnd(column))].join(' ').trimEnd(),
    );
  };
  const rule = '-'.repeat(column - 1);
  return [
    ...cells('', 'Standard', 'About', 'Would become a draft of'),
    ...cells('-'.repeat(NUMBER), rule, rule, rule),
    ...attestations.flatMap((one) => cells(`${one.index + 1}`, standardOf(one), targetOf(one), schemeOf(one))),
  ];
}

function byItself(one: AttestationOfFile, width: number): string[] {
  const { summary, claims, requirements, evidence, content, notCarried, strength, because } = one;
  const about = summary === null ? `${standardOf(one)}, ${targetOf(one)}` : summary;
  const said: Record<string, readonly string[]> = {
    'Would become': [`a draft of ${schemeOf(one)}, claimed as ${STRENGTH_IN_WORDS[strength]}`],
    Why: because,
    Claims: claims,
    Requirements: requirements.map(({ identifier, title }) => `${identifier} ${title ?? ''}`.trim()),
    Evidence: evidence.map(({ description, names }) => description ?? (names.join(', ') || 'Not described')),
    Assessor: one.assessor === null ? [] : [one.assessor.name ?? 'Not named'],
    'Legal entity': content.legalEntity === null ? [] : [content.legalEntity],
    Reference: content.reference === null ? [] : [content.reference],
    Versions: content.productVersions,
    Sites: content.sites,
    'Leaves out': content.exclusions,
    Days: daysOf(one),
    'Not taken over': notCarried,
  };
  const rows = Object.entries(said).flatMap(([label, values]) => row(label, values, width));
  return [...sentence(`${one.index + 1}. ${about}`, width), ...rows];
}

/** What there is of one kind, its label before the first. */
function row(label: string, values: readonly string[], width: number): string[] {
  const more = values.length > MOST_LISTED ? [`and ${values.length - MOST_LISTED} more, which --json has`] : [];
  return [...values.slice(0, MOST_LISTED), ...more].flatMap((value, at) =>
    wrapped(oneLine(value), width - LABEL - 5).map(
      (line, part) => `  ${(at + part === 0 ? label : '').padEnd(LABEL)} ${part > 0 ? '  ' : ''}${line}`,
    ),
  );
}

function standardOf({ standard }: AttestationOfFile): string {
  if (standard === null) return 'Not named';
  return standard.version === null ? standard.name : `${standard.name} ${standard.version}`;
}

function targetOf({ target: { kind, name, versions } }: AttestationOfFile): string {
  return [`the ${kind.toLowerCase()} ${name}`, versions.join(', ')].join(' ').trim();
}

function schemeOf({ scheme }: AttestationOfFile): string {
  return scheme === null ? 'a scheme that you choose' : named(scheme);
}

function named({ code, name }: { code: string; name: string }): string {
  return `${name} (${code})`;
}

function daysOf({ content: { issuedOn, expiresOn, coversFrom, coversTo } }: AttestationOfFile): string[] {
  const said = { 'issued on': issuedOn, 'expires on': expiresOn, 'covers from': coversFrom, 'covers to': coversTo };
  return Object.entries(said).flatMap(([words, day]) => (day === null ? [] : [`${words} ${dayInWords(day)}`]));
}

function affirmed({ affirmation }: FileCheck, width: number): string[] {
  if (affirmation === null) return [];
  const { statement, signatories } = affirmation;
  const by = signatories.map(({ name, role, organisation }) =>
    [name ?? 'Nobody named', role, organisation].filter((part) => part !== null).join(', '),
  );
  return list(`Affirmed: ${statement ?? 'in no words'}`, by, width);
}

function list(lead: string, items: readonly string[], width: number): string[] {
  return items.length === 0 ? [] : ['', ...sentence(lead, width), ...bullets(items, width)];
}

function bullets(items: readonly string[], width: number): string[] {
  return items.flatMap((item) => wrapped(oneLine(item), width - 4).map((line, part) => `  ${part === 0 ? '·' : ' '} ${line}`));
}

function sentence(text: string, width: number): string[] {
  return wrapped(oneLine(text), width);
}
