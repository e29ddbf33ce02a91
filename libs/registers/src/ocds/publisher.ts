import { LONGEST, object } from './field';
import { storableText } from './storable';

/** Publishers of notices, by the code under which what they publish is recorded. */
export const NOTICE_PUBLISHERS = [
  'FIND_A_TENDER',
  'CONTRACTS_FINDER',
  'PUBLIC_CONTRACTS_SCOTLAND',
  'SELL2WALES',
  'ETENDERS_NI',
  'OTHER_PUBLISHER',
] as const;
export type NoticePublisher = (typeof NOTICE_PUBLISHERS)[number];

/** Who published a release. */
export interface Publication {
  publisher: NoticePublisher;
  /** The name that the publisher gives itself; null where its package names none, or there is no package. */
  name: string | null;
}

/** What a release package or record package says before its releases. */
export interface PackageHead {
  uri: string | null;
  publisher: { name: string | null; uri: string | null } | null;
}

interface Known {
  publisher: NoticePublisher;
  /** Where its packages and notices are; what lies under it counts too. */
  host: string;
  /** Prefixes that are registered for its contracting processes. */
  ocid?: string;
  /** What a package names it, where that is it and nobody else. */
  name: RegExp;
}

/**
 * Find a Tender and Contracts Finder both name the Cabinet Office as the publisher, so that the address of a package and the prefix
 * of an ocid tell more than the publisher's name.
 *
 * @source the API documentation of both; the prefixes as they stand in their releases. No OCDS of eTendersNI could be found: only
 *   a package that says it is its own is taken for it
 */
const KNOWN: readonly Known[] = [
  { publisher: 'FIND_A_TENDER', host: 'find-tender.service.gov.uk', ocid: 'ocds-h6vhtk-', name: /^find a tender/i },
  { publisher: 'CONTRACTS_FINDER', host: 'contractsfinder.service.gov.uk', ocid: 'ocds-b5fd17-', name: /^contracts finder/i },
  {
    publisher: 'PUBLIC_CONTRACTS_SCOTLAND',
    host: 'publiccontractsscotland.gov.uk',
    ocid: 'ocds-r6ebe6-',
    name: /^public contracts scotland/i,
  },
  { publisher: 'SELL2WALES', host: 'sell2wales.gov.wales', ocid: 'ocds-kuma6s-', name: /^(?:sell2wales|gwerthwchigymru)/i },
  { publisher: 'ETENDERS_NI', host: 'etendersni.gov.uk', name: /^e-?tenders\s?ni\b/i },
];

/**
 * Who published a release: by the address of its package, else by what the package calls its publisher, else by the prefix of its
 * ocid. A process that begins with one publisher keeps its ocid where another tells of it, so that the prefix comes last; but a
 * package that names somebody unknown is theirs.
 */
export function publicationOf(head: PackageHead | null, ocid: string): Publication {
  const name = head?.publisher?.name ?? null;
  const hosts = [head?.uri, head?.publisher?.uri].flatMap((address) => hostOf(address ?? null) ?? []);
  const byHost = KNOWN.find(({ host }) => hosts.some((each) => each === host || each.endsWith(`.${host}`)));
  const byName = name === null ? undefined : KNOWN.find((known) => known.name.test(name.trim()));
  const byPrefix = KNOWN.find((known) => known.ocid !== undefined && ocid.startsWith(known.ocid));
  const known = byHost ?? byName ?? (isSomebodyElse(name) ? undefined : byPrefix);
  return {
    publisher: known?.publisher ?? 'OTHER_PUBLISHER',
    name: name === null ? null : storableText(name.slice(0, LONGEST.name)),
  };
}

/** Reads the keys of a package that stand before its releases. */
export function readPackageHead(json: unknown): PackageHead {
  const head = object(json);
  const publisher = object(head?.publisher);
  return {
    uri: textOf(head?.uri),
    publisher: publisher === null ? null : { name: textOf(publisher.name), uri: textOf(publisher.uri) },
  };
}

/** Departments that publish through the services of {@link KNOWN}: their name does not say through which. */
const DEPARTMENTS =
  /^(?:cabinet office|crown commercial service|scottish government|welsh government|department of finance)\b/i;

function isSomebodyElse(name: string | null): boolean {
  return name !== null && !DEPARTMENTS.test(name.trim());
}

function hostOf(address: string | null): string | null {
  if (address === null || !/^https?:\/\//i.test(address)) return null;
  try {
    // An integration of Find a Tender is called www-integration.find-tender…
    return new URL(address).hostname.toLowerCase();
  } catch {
    return null;
  }
}

function textOf(value: unknown): string | null {
  const text = typeof value === 'string' ? storableText(storableText(value).trim().slice(0, 500)) : '';
  return text === '' ? null : text;
}
