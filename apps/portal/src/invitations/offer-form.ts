/** A product as the supplier lists it, or offers it. */
interface ListedProduct {
  id: string;
  name: string;
  versions: readonly string[];
}
interface OfferedProduct {
  productId: string | null;
  name: string;
  version: string | null;
}

/** What is offered, as the form has it: listed versions that are ticked, what is typed besides, and sites, one a line. */
export interface TypedOffer {
  ticked: string[];
  typed: { name: string; version: string }[];
  sites: string;
}

/** A listed product in one of its versions, to tick. */
export interface OfferChoice {
  value: string;
  name: string;
  version: string | null;
}

/** The ticks of the form: each listed product in each of its versions. One without is ticked in none, and so is what was said so before. */
export function offerChoices(listed: readonly ListedProduct[], ticked: readonly string[]): OfferChoice[] {
  return listed.flatMap(({ id, name, versions }) => {
    const named = versions.map((version) => ({ value: valueOf(id, version), name, version }));
    const without = { value: valueOf(id, null), name, version: null };
    return named.length === 0 || ticked.includes(without.value) ? [...named, without] : named;
  });
}

/** What was saved, as the form shows it: what is listed no more, or in a version that is not, is typed. */
export function offerToType(
  offered: readonly OfferedProduct[],
  listed: readonly ListedProduct[],
  sites: readonly string[],
): TypedOffer {
  const isTicked = ({ productId, version }: OfferedProduct): boolean =>
    listed.some(({ id, versions }) => id === productId && (version === null || versions.includes(version)));
  return {
    ticked: offered.filter(isTicked).map(({ productId, version }) => valueOf(productId ?? '', version)),
    typed: offered.filter((one) => !isTicked(one)).map(({ name, version }) => ({ name, version: version ?? '' })),
    sites: sites.join('\n'),
  };
}

/** What the form says, as the API takes it. A listed product is known by its name as well, so that what is typed may be one. */
export function offerTyped({
  ticked,
  typed,
}: Omit<TypedOffer, 'sites'>): { productId?: string; name?: string; version: string | null }[] {
  return [
    ...ticked.map((value) => {
      const at = value.indexOf(PART);
      return { productId: value.slice(0, at), version: value.slice(at + 1) || null };
    }),
    ...typed.map(({ name, version }) => ({ name, version: version || null })),
  ];
}

/** The rows that were typed under names such as `name-0` and `typedVersion-0`, without those that say nothing. */
export function typedRows(names: ReadonlyMap<string, string>, versions: ReadonlyMap<string, string>): TypedOffer['typed'] {
  const rows = [...new Set([...names.keys(), ...versions.keys()])].sort((a, b) => Number(a) - Number(b));
  return rows
    .map((row) => ({ name: names.get(row)?.trim() ?? '', version: versions.get(row)?.trim() ?? '' }))
    .filter(({ name, version }) => name !== '' || version !== '');
}

/** An id has no bar, so that what follows the first is the version. */
const PART = '|';

function valueOf(id: string, version: string | null): string {
  return `${id}${PART}${version ?? ''}`;
}

/** The sites that attestations name which may still be relied on, each once: whoever types the same names has them found. */
export function attestedSites(attestations: readonly { status: string; scope: { sites: readonly string[] } }[]): string[] {
  const relied = attestations.filter(({ status }) => status === 'SUBMITTED' || status === 'VERIFIED');
  return [...new Set(relied.flatMap(({ scope }) => scope.sites))];
}
