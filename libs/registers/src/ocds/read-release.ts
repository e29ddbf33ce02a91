import { readCpvCode } from '../cpv/cpv';
import { readIdentifier } from '../identifier/identifier';
import { Field, object } from './field';
import { Award, DayRange, NoticeValue, Party, ReadRelease, Warning } from './release';

/**
 * Reads one OCDS release into plain values. It never throws: what is unusable is a problem, what is odd a warning with its path.
 *
 * Find a Tender's traps: CPV is in `items[].additionalClassifications` (or `tender.classification` under CELEX), `amountGross` is
 * there where `amount` is not, contract dates are per lot, regions are NUTS codes.
 *
 * @source OCDS 1.1 release schema and the Cabinet Office extension; counted on the releases in seed/find-a-tender
 */
export function readRelease(json: unknown): ReadRelease {
  if (object(json) === null) return problem('', 'it is not a JSON object. Pass one OCDS release, not a list and not text.');
  const warnings: Warning[] = [];
  const root = new Field(json, '', warnings);
  if (Array.isArray(object(json)?.releases)) return problem('releases', 'this is a release package. Pass one of its releases.');
  const ocid = root.text('ocid');
  if (ocid === null) return problem('ocid', 'it has no ocid, so it is not an OCDS release.');
  const tender = root.child('tender');
  const title = tender?.text('title') ?? null;
  if (tender === null || title === null)
    return problem('tender', 'it has no tender with a title. Choose a notice that describes what is bought.');

  const parties = root.children('parties').map(readParty);
  const contracts = root.children('contracts');
  const awards = root.children('awards').map((award) => readAward(award, contracts, title));
  const lots = tender.children('lots').map((lot, index) => ({
    id: lot.text('id') ?? String(index + 1),
    title: lot.text('title'),
    value: readValue(lot),
    contractPeriod: readPeriod(lot.child('contractPeriod')),
  }));
  const noticeId = root.text('id') ?? ocid;
  const buyerId = root.child('buyer')?.text('id') ?? null;
  const buyer = parties.find(({ id, roles }) => (buyerId === null ? roles.includes('buyer') : id === buyerId));
  const buyerName = buyer?.name ?? root.child('buyer')?.text('name') ?? null;
  return {
    ok: true,
    warnings,
    release: {
      parties,
      awards,
      notice: {
        ocid,
        noticeId,
        sourceUrl: noticeUrl(tender, awards.length > 0 ? root : null, noticeId),
        publishedAt: root.instant('date'),
        tags: root.texts('tag'),
        legalBasis: tender.child('legalBasis')?.text('scheme') ?? null,
        title,
        description: tender.text('description'),
        buyer:
          buyerName === null ? null : { name: buyerName, identifiers: buyer?.identifiers ?? [], region: buyer?.region ?? null },
        cpvCodes: distinct([
          ...classificationsOf(tender),
          ...tender.children('items').flatMap(classificationsOf),
          ...awards.flatMap(({ cpvCodes }) => cpvCodes),
        ]),
        value: readValue(tender) ?? sum(lots.map(({ value }) => value)),
        contractPeriod: span([
          ...lots.map(({ contractPeriod }) => contractPeriod),
          ...awards.map(({ contractPeriod }) => contractPeriod),
        ]),
        lots,
        tenderEndsAt: tender.child('tenderPeriod')?.instant('endDate') ?? null,
      },
    },
  };
}

function problem(path: string, message: string): ReadRelease {
  return { ok: false, problem: { path, message } };
}

function readParty(party: Field): Party {
  const details = party.child('details');
  const published = [party.child('identifier'), ...party.children('additionalIdentifiers')];
  const identifiers = published.flatMap((field) => {
    const scheme = field?.text('scheme') ?? null;
    const id = field?.text('id') ?? null;
    if (field === null || scheme === null || id === null) return [];
    const identifier = readIdentifier({ scheme, id, legalName: field.text('legalName') ?? undefined });
    if (identifier.flaw !== undefined) field.warn('id', `${identifier.flaw}. It is kept as published.`);
    return [identifier];
  });
  return {
    id: party.text('id') ?? '',
    name: party.text('name') ?? '',
    roles: party.texts('roles'),
    identifiers,
    region: party.child('address')?.text('region') ?? null,
    country: party.child('address')?.text('country') ?? null,
    scale: details?.text('scale') ?? null,
    vcse: details?.flag('vcse') ?? null,
    website: details?.text('url') ?? null,
  };
}

function readAward(award: Field, contracts: readonly Field[], tenderTitle: string): Award {
  const awardId = award.text('id') ?? '';
  const contract = contracts.find((candidate) => candidate.text('awardID') === awardId) ?? null;
  const items = [...award.children('items'), ...(contract?.children('items') ?? [])];
  return {
    awardId,
    title: award.text('title') ?? contract?.text('title') ?? tenderTitle,
    status: award.text('status'),
    awardedOn: award.day('date') ?? contract?.day('dateSigned') ?? null,
    value: readValue(award) ?? (contract === null ? null : readValue(contract)),
    contractPeriod: readPeriod(award.child('contractPeriod')) ?? readPeriod(contract?.child('period') ?? null),
    suppliers: award
      .children('suppliers')
      .map((supplier) => ({ partyId: supplier.text('id') ?? '', name: supplier.text('name') ?? '' })),
    lots: award.texts('relatedLots'),
    cpvCodes: distinct(items.flatMap(classificationsOf)),
    regions: distinct(
      items.flatMap((item) => item.children('deliveryAddresses').flatMap((address) => address.text('region') ?? [])),
    ),
  };
}

/** CPV codes of a tender, a lot or an item, wherever the publisher put them. */
function classificationsOf(field: Field): string[] {
  return [field.child('classification'), ...field.children('additionalClassifications')].flatMap((classification) => {
    if (classification === null || classification.text('scheme') !== 'CPV') return [];
    const text = classification.text('id') ?? '';
    const read = readCpvCode(text);
    if (read === null) classification.warn('id', `"${text}" is not a CPV code: eight digits were expected. It is left out.`);
    return read === null ? [] : [read.code];
  });
}

function readValue(field: Field): NoticeValue | null {
  const value = field.child('value');
  if (value === null) return null;
  const gross = value.number('amountGross');
  const net = value.number('amount');
  return gross === null && net === null ? null : { gross, net, currency: value.text('currency') };
}

function readPeriod(period: Field | null): DayRange | null {
  if (period === null) return null;
  const startsOn = period.day('startDate');
  const endsOn = period.day('endDate');
  if (startsOn !== null && endsOn !== null && endsOn < startsOn) {
    period.warn('endDate', `the period ends (${endsOn}) before it starts (${startsOn}); the end is left out.`);
    return { startsOn, endsOn: null };
  }
  return startsOn === null && endsOn === null ? null : { startsOn, endsOn };
}

/** Values of lots add up only in one currency, each known. */
function sum(values: readonly (NoticeValue | null)[]): NoticeValue | null {
  const currency = values[0]?.currency ?? null;
  if (values.length === 0 || currency === null || values.some((value) => value?.currency !== currency)) return null;
  const total = (pick: (value: NoticeValue) => number | null): number | null =>
    values.reduce<number | null>(
      (so, value) => (so === null || value === null || pick(value) === null ? null : so + (pick(value) ?? 0)),
      0,
    );
  return { gross: total(({ gross }) => gross), net: total(({ net }) => net), currency };
}

function span(periods: readonly (DayRange | null)[]): DayRange | null {
  const starts = periods.flatMap((period) => period?.startsOn ?? []).sort();
  const ends = periods.flatMap((period) => period?.endsOn ?? []).sort();
  return starts.length === 0 && ends.length === 0 ? null : { startsOn: starts[0] ?? null, endsOn: ends.at(-1) ?? null };
}

function noticeUrl(tender: Field, root: Field | null, noticeId: string): string | null {
  const documents = [
    ...tender.children('documents'),
    ...(root?.children('awards').flatMap((award) => award.children('documents')) ?? []),
  ];
  const own = documents.find((document) => document.text('id') === noticeId)?.text('url') ?? null;
  return own ?? (/^\d{6}-\d{4}$/.test(noticeId) ? `https://www.find-tender.service.gov.uk/Notice/${noticeId}` : null);
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
