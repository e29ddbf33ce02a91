import { readCpvCode } from '../cpv/cpv';
import { isNoNumber, readIdentifier } from '../identifier/identifier';
import { dayInWords } from './day-in-words';
import { Field, idOf, LONGEST, MOST_VALUE, object } from './field';
import { withLastingPartyIds } from './party-ids';
import { readPeriod, RUN } from './period';
import { readValue } from './value';
import { publicationOf } from './publisher';
import { readPerformance } from './read-performance';
import { releaseIdOf } from './release-id';
import { Award, DayRange, DeliveryAddress, NoticeDraft, NoticeValue, Party, ReadRelease, Warning } from './release';

/**
 * Reads one OCDS release into plain values. It never throws: what is unusable is a problem, what is odd a warning with its path.
 *
 * Find a Tender's traps: CPV is in `items[].additionalClassifications` (or `tender.classification` under CELEX), `amountGross` is
 * there where `amount` is not, contract dates are per lot, regions are NUTS codes, and what an award is of and where stands with
 * the tender's items of its lots where the award has no items of its own. The framework that an award was made under is a related
 * process, whose `relatedLots` are lots of the framework.
 *
 * @source OCDS 1.1 release schema and the Cabinet Office extension; counted on the releases in seed/find-a-tender
 */
export function readRelease(published: unknown): ReadRelease {
  const json = object(published) === null ? null : withLastingPartyIds(published as object);
  if (json === null) return problem('', 'it is not a JSON object. Pass one OCDS release, not a list and not text.');
  const warnings: Warning[] = [];
  const root = new Field(json, '', warnings);
  if (Array.isArray(object(json)?.releases)) return problem('releases', 'this is a release package. Pass one of its releases.');
  const ocid = root.text('ocid');
  if (ocid === null) return problem('ocid', 'it has no ocid, so it is not an OCDS release.');
  const tender = root.child('tender') ?? new Field({}, 'tender', warnings);
  const awarded = root.children('awards');
  const title = titleOf(tender) ?? awarded.map(titleOf).find((each) => each !== null) ?? null;
  if (title === null)
    return problem('tender', 'it has no tender with a title, nor an award with one. Choose a notice that says what is bought.');

  const parties = root.children('parties').map(readParty);
  const signed = root.children('contracts');
  const contracts = byId(signed, 'awardID');
  warnOfSharedIds(awarded, signed);
  const items = byId(tender.children('items'), 'relatedLot');
  const lastDay = aYearAfter(root.instant('date'));
  const awards = awarded.map((award) => readAward(award, { contracts, items, title, lastDay }));
  const noticeId = releaseIdOf(json) ?? root.text('id') ?? ocid;
  const notice = readNotice({ root, tender, noticeId, title, parties, awards });
  const performance = readPerformance(signed);
  return { ok: true, release: { parties, awards, notice, performance }, warnings: eachOnce(warnings) };
}

/** What the notice says, once its parties and awards are read. */
function readNotice(read: {
  root: Field;
  tender: Field;
  noticeId: string;
  title: string;
  parties: Party[];
  awards: Award[];
}): NoticeDraft {
  const { root, tender, noticeId, title, parties, awards } = read;
  const lots = tender.children('lots').map((lot, index) => ({
    id: lot.text('id') ?? String(index + 1),
    title: titleOf(lot),
    value: readValue(lot),
    contractPeriod: readPeriod(lot.child('contractPeriod')),
  }));
  const documents = [...tender.children('documents'), ...root.children('awards').flatMap(documentsOf)];
  return {
    ocid: root.text('ocid') ?? '',
    noticeId,
    sourceUrl:
      ownAddress(documents, noticeId) ??
      findATenderAddress(root.text('ocid') ?? '', noticeId) ??
      noticeAddress(documents) ??
      canonicalAddress(root),
    publishedAt: root.instant('date'),
    tags: root.texts('tag'),
    legalBasis: tender.child('legalBasis')?.text('scheme') ?? null,
    title,
    description: tender.text('description'),
    buyer: readBuyer(root.child('buyer'), parties),
    cpvCodes: distinct([
      ...classificationsOf(tender),
      ...tender.children('items').flatMap(classificationsOf),
      ...awards.flatMap(({ cpvCodes }) => cpvCodes),
    ]),
    delivery: [...tender.children('items'), ...root.children('awards').flatMap((award) => award.children('items'))].flatMap(
      deliveryOf,
    ),
    value: readValue(tender) ?? sum(lots.map(({ value }) => value)),
    contractPeriod: span([...lots, ...awards].map(({ contractPeriod }) => contractPeriod)),
    lots,
    underFramework:
      (tender.child('techniques')?.flag('hasFrameworkAgreement') ?? false) ||
      root.children('relatedProcesses').some((related) => related.texts('relationship').includes('framework')),
    tenderEndsAt: tender.child('tenderPeriod')?.instant('endDate', RUN) ?? null,
  };
}

function readBuyer(named: Field | null, parties: readonly Party[]): NoticeDraft['buyer'] {
  const namedId = named?.id('id') ?? null;
  const party = parties.find(({ id, roles }) => (namedId === null ? roles.includes('buyer') : id === namedId));
  const name = party?.name || named?.short('name', LONGEST.name);
  return name ? { name, identifiers: party?.identifiers ?? [], region: party?.region ?? null } : null;
}

function problem(path: string, message: string): ReadRelease {
  return { ok: false, problem: { path, message } };
}

function readParty(party: Field): Party {
  const details = party.child('details');
  const published = [party.child('identifier'), ...party.children('additionalIdentifiers')];
  const identifiers = published.flatMap((field) => {
    const scheme = field?.whole('scheme', LONGEST.scheme) ?? null;
    const id = field?.whole('id', LONGEST.id) ?? null;
    if (field === null || scheme === null || id === null) return [];
    if (isNoNumber(id)) {
      field.warn('id', `"${id}" stands where there is no number. The party is read without it.`);
      return [];
    }
    const identifier = readIdentifier({ scheme, id, legalName: field.short('legalName', LONGEST.name) ?? undefined });
    if (identifier.flaw !== undefined) field.warn('id', `${identifier.flaw}. It is kept as published.`);
    return [identifier];
  });
  return {
    id: orNone(party, 'id', party.id('id')),
    name: orNone(party, 'name', party.short('name', LONGEST.name)),
    roles: party.texts('roles'),
    identifiers,
    region: party.child('address')?.whole('region', LONGEST.code) ?? null,
    country: party.child('address')?.whole('country', LONGEST.code) ?? null,
    scale: details?.whole('scale', LONGEST.code) ?? null,
    vcse: details?.flag('vcse') ?? null,
    website: details?.whole('url', LONGEST.address) ?? null,
  };
}

/** Text that every party has; empty, with a warning, where one has none. */
function orNone(party: Field, name: string, text: string | null): string {
  if (text === null) party.warn(name, 'is missing; the party is kept without it.');
  return text ?? '';
}

/** What of a release stands in where an award says nothing itself: contracts by award, the tender's items by lot, the title. */
interface Around {
  contracts: ReadonlyMap<string, readonly Field[]>;
  items: ReadonlyMap<string, readonly Field[]>;
  title: string;
  /** The last day that an award may have been made; null where the release does not say when it is of. */
  lastDay: string | null;
}

function readAward(award: Field, { contracts, items: tendered, title, lastDay }: Around): Award {
  const awardId = award.id('id') ?? '';
  const [contract = null, another] = contracts.get(awardId) ?? [];
  // A contract is amended where an award is not: what it says now counts, unless there are several. What of net and gross it leaves
  // out the award may say.
  const amended = another === undefined ? contract : null;
  const lots = award.texts('relatedLots');
  const own = [...award.children('items'), ...(contract?.children('items') ?? [])];
  const items = own.length > 0 ? own : lots.flatMap((lot) => tendered.get(idOf(lot) ?? '') ?? []);
  return {
    awardId,
    title: titleOf(award) ?? (contract === null ? null : titleOf(contract)) ?? title,
    status: statusOf(award, AWARD_STATUSES),
    awardedOn: pastDay(award, 'date', lastDay) ?? (contract === null ? null : pastDay(contract, 'dateSigned', lastDay)),
    value: withFigureOf(valueOf(amended), valueOf(award)) ?? valueOf(contract),
    contractPeriod:
      readPeriod(amended?.child('period') ?? null) ??
      readPeriod(award.child('contractPeriod')) ??
      readPeriod(contract?.child('period') ?? null),
    contractStatus: contract === null ? null : statusOf(contract, CONTRACT_STATUSES),
    suppliers: award
      .children('suppliers')
      .map((supplier) => ({ partyId: supplier.id('id') ?? '', name: supplier.short('name', LONGEST.name) ?? '' })),
    lots,
    cpvCodes: distinct(items.flatMap(classificationsOf)),
    regions: distinct(items.flatMap(deliveryOf).flatMap(({ region }) => region ?? [])),
  };
}

function deliveryOf(item: Field): DeliveryAddress[] {
  return item.children('deliveryAddresses').map((address) => ({
    region: address.whole('region', LONGEST.code),
    country: address.short('countryName', LONGEST.name),
  }));
}

function titleOf(field: Field): string | null {
  return field.short('title', LONGEST.title);
}

/** Says of what of a release has the id of something else, which is then told apart, or cannot be. */
function warnOfSharedIds(awards: readonly Field[], contracts: readonly Field[]): void {
  const shared = [...byId(awards, 'id')].filter(([, same]) => same.length > 1);
  for (const [id, [, ...others]] of shared)
    for (const award of others)
      award.warn('id', `"${id}" is the id of another award of this release too. They are told apart where they differ.`);
  const ambiguous = new Set(shared.map(([id]) => id));
  for (const contract of contracts)
    if (ambiguous.has(contract.id('awardID') ?? ''))
      contract.warn('awardID', 'is the id of more than one award of this release. The contract is kept with none.');
  for (const [id, [first, ...others]] of byId(contracts, 'id'))
    for (const contract of others)
      if (contract.id('awardID') !== first.id('awardID'))
        contract.warn('id', `"${id}" is the id of a contract of another award too. They are taken for two contracts.`);
}

/** Codes of statuses. @source OCDS 1.1, awardStatus and contractStatus */
const AWARD_STATUSES = ['pending', 'active', 'cancelled', 'unsuccessful'];
const CONTRACT_STATUSES = ['pending', 'active', 'cancelled', 'terminated'];

/** A status as its code, however it is written; as published, with a warning, where it is none. */
function statusOf(field: Field, codes: readonly string[]): string | null {
  const text = field.short('status', LONGEST.code);
  if (text === null) return null;
  const code = text.toLowerCase().replace(/^canceled$/, 'cancelled');
  if (codes.includes(code)) return code;
  field.warn('status', `"${text}" is not one of ${codes.join(', ')}. It is kept as published.`);
  return text;
}

/** A day of what a release tells as done; null, with a warning, where it is so long after the release that it cannot be. */
function pastDay(field: Field, name: string, lastDay: string | null): string | null {
  const day = field.day(name);
  if (day === null || lastDay === null || day <= lastDay) return day;
  field.warn(name, `${dayInWords(day)} is more than a year after the release that tells of it; it is left out.`);
  return null;
}

/** The day a year after an instant: so long, at most, before its day is an award told of, or a signature foreseen. */
function aYearAfter(instant: string | null): string | null {
  return instant === null ? null : `${Number(instant.slice(0, 4)) + 1}${instant.slice(4, 10)}`;
}

/** Fields by the id that each has under a name; those that have none are under no key. */
function byId(fields: readonly Field[], name: string): Map<string, Field[]> {
  const found = new Map<string, Field[]>();
  for (const field of fields) {
    const key = field.id(name);
    if (key === null) continue;
    const same = found.get(key);
    if (same === undefined) found.set(key, [field]);
    else same.push(field);
  }
  return found;
}

/** CPV codes of a tender, a lot or an item, wherever the publisher put them. */
function classificationsOf(field: Field): string[] {
  return [field.child('classification'), ...field.children('additionalClassifications')].flatMap((classification) => {
    if (classification === null) return [];
    const scheme = classification.text('scheme');
    const text = classification.text('id') ?? '';
    const read = readCpvCode(text);
    // Where no scheme is named, eight digits are a CPV code: Sell2Wales leaves it out.
    if (scheme === null ? read === null : scheme.toUpperCase() !== 'CPV') return [];
    if (read === null) classification.warn('id', `"${text}" is not a CPV code: eight digits were expected. It is left out.`);
    return read === null ? [] : [read.code];
  });
}

function valueOf(field: Field | null): NoticeValue | null {
  return field === null ? null : readValue(field);
}

/** The most that VAT may add, with some room for rounding: it is 20 % in the United Kingdom, and 23 % in Ireland. */
const MOST_VAT = 1.25;

/**
 * A value with the figure that it lacks from another, where the two can be of one sum: in one currency, equal in what both say, and
 * the gross no less than the net, nor more than VAT makes it. A gross sum beside an amended net one would be of another contract.
 */
function withFigureOf(value: NoticeValue | null, other: NoticeValue | null): NoticeValue | null {
  if (value === null || other === null) return value ?? other;
  const net = value.net ?? other.net;
  const gross = value.gross ?? other.gross;
  const currency = value.currency ?? other.currency;
  const differs = [
    [value.net, other.net],
    [value.gross, other.gross],
    [value.currency, other.currency],
  ].some(([one, another]) => one !== null && another !== null && one !== another);
  if (differs || net === null || gross === null || gross < net || gross > net * MOST_VAT) return value;
  return { gross, net, currency };
}

/** Values of lots add up only in one currency, each known. */
function sum(values: readonly (NoticeValue | null)[]): NoticeValue | null {
  const known = values.flatMap((value) => value ?? []);
  const currency = known[0]?.currency ?? null;
  if (currency === null || known.length < values.length || known.some((value) => value.currency !== currency)) return null;
  const gross = total(known.map((value) => value.gross));
  const net = total(known.map((value) => value.net));
  return gross === null && net === null ? null : { gross, net, currency };
}

/** To the penny, which adding fractions of two alone would miss; null when one is unknown, or the sum is more than can be. */
function total(amounts: readonly (number | null)[]): number | null {
  const known = amounts.flatMap((amount) => amount ?? []);
  const all = Math.round(known.reduce((so, amount) => so + amount, 0) * 100) / 100;
  return known.length < amounts.length || all >= MOST_VALUE ? null : all;
}

function span(periods: readonly (DayRange | null)[]): DayRange | null {
  const starts = periods.flatMap((period) => period?.startsOn ?? []).sort();
  const ends = periods.flatMap((period) => period?.endsOn ?? []).sort();
  return starts.length === 0 && ends.length === 0 ? null : { startsOn: starts[0] ?? null, endsOn: ends.at(-1) ?? null };
}

/** The address that a notice gives of itself by its own id. */
function ownAddress(documents: readonly Field[], noticeId: string): string | null {
  return webAddress(documents.find((document) => document.text('id') === noticeId)?.whole('url', LONGEST.address) ?? null);
}

/** Find a Tender has an address for each of its numbers. */
function findATenderAddress(ocid: string, noticeId: string): string | null {
  const isIts = publicationOf(null, ocid).publisher === 'FIND_A_TENDER' && /^\d{6}-\d{4}$/.test(noticeId);
  return isIts ? `https://www.find-tender.service.gov.uk/Notice/${noticeId}` : null;
}

/** Documents that are the notice itself, where a publisher numbers its documents otherwise. @source releases of Contracts Finder */
const NOTICES = ['tenderNotice', 'awardNotice', 'contractNotice', 'plannedProcurementNotice'];

/** The address of the latest document that is a notice. */
function noticeAddress(documents: readonly Field[]): string | null {
  return webAddress(
    documents.findLast((document) => NOTICES.includes(document.text('documentType') ?? ''))?.whole('url', LONGEST.address) ??
      null,
  );
}

/** The link that a release has to itself. */
function canonicalAddress(root: Field): string | null {
  return webAddress(
    root
      .children('links')
      .find((link) => link.text('rel') === 'canonical')
      ?.whole('href', LONGEST.address) ?? null,
  );
}

function webAddress(address: string | null): string | null {
  return address !== null && /^https?:\/\//i.test(address) ? address : null;
}

function documentsOf(field: Field): Field[] {
  return field.children('documents');
}

/** A field that is read for two purposes is warned of once. */
function eachOnce(warnings: readonly Warning[]): Warning[] {
  return [...new Map(warnings.map((warning) => [`${warning.path} ${warning.message}`, warning])).values()];
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
