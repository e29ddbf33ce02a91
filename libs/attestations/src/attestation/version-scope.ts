import type { ScopeAnswer } from '#pack';

/**
 * Whether the versions that an attestation names include one that is offered. Versions are held against one another part by part: `4.1`,
 * `4.x`, `4.0–4.2` (both ends included), `>= 3.1, < 5`, `3.1 or later`, `all versions`. A version stands for all that begin so: whether 4.1.3 is
 * within “4.1”, or 4 within “4.0–4.2”, is not known. What is not understood is never a YES, nor is what stands beside it, since it may narrow
 * that; and where a line has no end, the others have to agree with it.
 *
 * @param scope what the attestation says, a line each; not empty
 * @param version as it is offered
 */
export function versionAnswer(scope: readonly string[], version: string): ScopeAnswer {
  const read = scope.flatMap(alternatives).map((words) => ({ words, covers: covers(words, version) }));
  const first = (covered: Covered): string | undefined => read.find(({ covers }) => covers === covered)?.words;
  const all = `It covers the versions ${scope.map((line) => `“${line}”`).join(', ')}`;
  const unread = first('NOT_UNDERSTOOD');
  if (unread !== undefined)
    return { answer: 'UNKNOWN', reason: `${all}. How “${unread}” stands to ${version} cannot be told: read it.` };
  if (read.some(({ words }) => OPEN.test(plain(words))) && new Set(read.map(({ covers }) => covers)).size > 1)
    return {
      answer: 'UNKNOWN',
      reason: `${all}. Whether each of these narrows the others, and so leaves ${version} out, is not said: ask.`,
    };
  const within = first('YES');
  if (within !== undefined)
    return {
      answer: 'YES',
      reason: isSame(within, version)
        ? `It names version ${version}.`
        : `It covers “${within}”, and ${version} is within that.`,
    };
  const near = first('UNKNOWN');
  if (near !== undefined)
    return { answer: 'UNKNOWN', reason: `${all}. Whether ${version} is within “${near}” cannot be told from that: ask.` };
  return { answer: 'NO', reason: `${all}, and ${version} is not among them.` };
}

type Answer = ScopeAnswer['answer'];
type Covered = Answer | 'NOT_UNDERSTOOD';

/** Parts of a version, the weightiest first: 4.1 is [4, 1]. */
type Parts = readonly bigint[];

/** A bound of a line, as it answers for what is offered. */
type Bound = (offered: Parts) => Answer;

const LATER = '(?:and|or) (?:later|newer|above|higher)';
const EARLIER = '(?:and|or) (?:earlier|older|below|lower)';
const VERSION = String.raw`(?:v|version |versions |release )?(\d+(?:\.\d+)*)`;
const EXACT = new RegExp(`^${VERSION}$`);
const FAMILY = new RegExp(String.raw`^${VERSION}(?:\.[x*])+$`);
const RANGE = new RegExp(`^(?:from )?${VERSION}(?: ?– ?| ?— ?| - | to | through )${VERSION}$`);
/** A hyphen with no space around it joins two versions that have a point each; 2026-01 and 1.2-3 are names. */
const HYPHENED = /^v?(\d+(?:\.\d+)+)-v?(\d+(?:\.\d+)+)$/;
const ONWARDS = new RegExp(String.raw`^(?:from )?${VERSION}(?: ?\+| ${LATER}| onwards)$`);
const DOWNWARDS = new RegExp(`^${VERSION} ${EARLIER}$`);
/** What has a beginning or an end, and not both. */
const OPEN = new RegExp(String.raw`^[<>≤≥]|\+$| onwards$| ${LATER}$| ${EARLIER}$`);
const LISTED = new RegExp(`[,;]| (?:and|or) (?!later|newer|above|higher|earlier|older|below|lower)`);
const COMPARISON = /(>=|<=|≥|≤|>|<|=) ?(?:v|version )?(\d+(?:\.\d+)*)/g;
const EVERY = /^(?:all|any|every)(?: versions?)?$|^\*$/;
/** One word with a figure in it names a version, though not one that can be put in an order. */
const NAME = /^(?=\S*\d)[\p{L}\d][\p{L}\d._+-]*$/u;

/** Where versions are listed in one line, each of them; a line with comparisons holds together. */
function alternatives(line: string): string[] {
  return /[<>=≤≥]/.test(line) ? [line] : line.split(LISTED).flatMap((words) => words.trim() || []);
}

function covers(words: string, version: string): Covered {
  const said = plain(words);
  if (isSame(words, version) || EVERY.test(said)) return 'YES';
  const bounds = boundsOf(said);
  if (bounds === null) return NAME.test(said) ? 'UNKNOWN' : 'NOT_UNDERSTOOD';
  const offered = EXACT.exec(plain(version));
  if (offered === null) return 'UNKNOWN';
  return all(...bounds.map((bound) => bound(parts(offered[1]))));
}

/** What is said as bounds that all hold; null where that is not understood. */
function boundsOf(said: string): Bound[] | null {
  const exact = EXACT.exec(said);
  if (exact !== null) return [named(parts(exact[1]))];
  const family = FAMILY.exec(said);
  if (family !== null) return [from(parts(family[1])), below(next(parts(family[1])))];
  const range = RANGE.exec(said) ?? HYPHENED.exec(said);
  if (range !== null) return between(parts(range[1]), parts(range[2]));
  const onwards = ONWARDS.exec(said);
  if (onwards !== null) return [from(parts(onwards[1]))];
  const downwards = DOWNWARDS.exec(said);
  if (downwards !== null) return [upTo(parts(downwards[1]))];
  return comparisons(said);
}

const COMPARED: Record<string, (than: Parts) => Bound> = {
  '>=': from,
  '≥': from,
  '>': after,
  '<=': upTo,
  '≤': upTo,
  '<': below,
  '=': named,
};

function comparisons(said: string): Bound[] | null {
  const found = [...said.matchAll(COMPARISON)];
  const between = said.replace(COMPARISON, '').replace(/,|&|\band\b/g, '');
  return found.length === 0 || between.trim() !== '' ? null : found.map(([, sign, than]) => COMPARED[sign](parts(than)));
}

/** A range that ends before it begins is none. */
function between(first: Parts, last: Parts): Bound[] | null {
  return compare(first, last) > 0 ? null : [from(first), upTo(last)];
}

function from(first: Parts): Bound {
  return (offered) => {
    if (compare(offered, first) >= 0) return 'YES';
    return compare(next(offered), first) <= 0 ? 'NO' : 'UNKNOWN';
  };
}

function below(end: Parts): Bound {
  return (offered) => {
    if (compare(next(offered), end) <= 0) return 'YES';
    return compare(offered, end) >= 0 ? 'NO' : 'UNKNOWN';
  };
}

/** Up to 4.2: whether that includes 4.2.1 is not said. */
function upTo(last: Parts): Bound {
  return (offered) => (isOf(offered, last) ? 'YES' : either(below(last)(offered), below(next(last))(offered)));
}

/** After 4.2: whether 4.2.1 is, is not said. */
function after(last: Parts): Bound {
  return (offered) => (isOf(offered, last) ? 'NO' : either(from(last)(offered), from(next(last))(offered)));
}

function named(version: Parts): Bound {
  return (offered) => {
    if (isOf(offered, version)) return 'YES';
    return all(from(version)(offered), below(next(version))(offered)) === 'NO' ? 'NO' : 'UNKNOWN';
  };
}

function all(...answers: readonly Answer[]): Answer {
  if (answers.includes('NO')) return 'NO';
  return answers.includes('UNKNOWN') ? 'UNKNOWN' : 'YES';
}

/** The answer of two readings where they agree. */
function either(one: Answer, other: Answer): Answer {
  return one === other ? one : 'UNKNOWN';
}

/** Whether a version is another one, or its first release: 4.1.0 is 4.1. */
function isOf(offered: Parts, version: Parts): boolean {
  return offered.length >= version.length && compare(offered, version) === 0;
}

/** Below 0 where one comes before another; what one of them leaves unsaid counts as 0. */
function compare(one: Parts, other: Parts): number {
  for (let place = 0; place < Math.max(one.length, other.length); place += 1) {
    const [a, b] = [one[place] ?? 0n, other[place] ?? 0n];
    if (a !== b) return a < b ? -1 : 1;
  }
  return 0;
}

/** The first version that no longer begins like this one: after 4.1 it is 4.2. */
function next(version: Parts): Parts {
  return [...version.slice(0, -1), version[version.length - 1] + 1n];
}

function parts(version: string): Parts {
  return version.split('.').map(BigInt);
}

function plain(words: string): string {
  return words.toLowerCase().replace(/\s+/g, ' ').trim();
}

/** The same words, whatever their case and whether “v” or “version” stands before them. */
function isSame(one: string, other: string): boolean {
  const bare = (words: string): string => plain(words).replace(/^(?:versions? |release |v(?=\d))/, '');
  return bare(one) !== '' && bare(one) === bare(other);
}
