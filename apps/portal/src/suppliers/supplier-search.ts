import { FoundSuppliers, type FoundSuppliersQuery } from '../api/operations';
import type { Visit } from '../page/visit';
import type { FormErrors } from '../form/form-errors';
import {
  narrows,
  PROVENANCES,
  queryErrors,
  QUERY_LISTS,
  type QueryList,
  type SupplierQuery,
  supplierQueryText,
  supplierVariables,
  without,
} from './supplier-query';

type Facet = FoundSuppliersQuery['suppliers']['facets'][number];

/** The facet of the API that counts each list of the query. Where suppliers come from is not counted. */
const FACET_OF: Record<Exclude<QueryList, 'provenance'>, Facet['dimension']> = {
  sector: 'SECTOR',
  technology: 'TECHNOLOGY',
  region: 'REGION',
  size: 'SIZE',
  scheme: 'SCHEME',
};

/** Where a search stands: its own page, or that of a procurement. */
export interface SearchPlace {
  /** The page's address, without its query. */
  action: string;
  /** Suppliers chosen to be compared. */
  compare: string[];
}

/** A group of filters as the page shows it. */
interface FilterGroup {
  name: QueryList;
  open: boolean;
  items: { id: string; value: string; text: string; checked: boolean }[];
}

/**
 * Searches, and says all that `views/suppliers/search-parts.njk` needs: filters with counts, chips that take one away, the suppliers
 * found and why. With errors the filters alone are to be shown.
 */
export async function searchSuppliers(
  visit: Visit,
  query: SupplierQuery,
  place: SearchPlace,
): Promise<{ errors: FormErrors; [shown: string]: unknown }> {
  const errors = queryErrors(visit, query);
  const { suppliers } = await visit.ask(FoundSuppliers, { ...supplierVariables(query), after: visit.field('after') || null });
  const compared = place.compare.map((id) => `compare=${encodeURIComponent(id)}`);
  const addressOf = (other: SupplierQuery): string =>
    `${place.action}?${[supplierQueryText(other) || 'search=', ...compared].join('&')}`;
  return {
    errors,
    query,
    place,
    groups: filterGroups(visit, query, suppliers.facets),
    chips: QUERY_LISTS.flatMap((list) =>
      query[list].map((value) => ({
        text: textOf(visit, list, value, suppliers.facets),
        href: addressOf(without(query, list, value)),
      })),
    ),
    clear: narrows(query) ? `${place.action}?search=` : null,
    totalCount: suppliers.totalCount,
    totalCountIsExact: suppliers.totalCountIsExact,
    next: suppliers.pageInfo.hasNextPage ? suppliers.pageInfo.endCursor : null,
    suppliers: suppliers.edges.map(({ node, matchReasons }) => ({
      // Before the node, for V8's sake: `libs/platform/src/http/hidden-classes.ts`.
      matchReasons,
      labels: [...node.technologies, ...node.sectors].map(({ label }) => label),
      ...node,
    })),
  };
}

function filterGroups(visit: Visit, query: SupplierQuery, facets: readonly Facet[]): FilterGroup[] {
  return QUERY_LISTS.map((name) => {
    const chosen = query[name];
    const counted = name === 'provenance' ? provenanceValues(visit) : valuesOf(facets, name);
    const isExact = facets.every((facet) => facet.isExact);
    const missing = chosen.filter((code) => !counted.some((value) => value.code === code));
    const values = [...counted, ...missing.map((code) => ({ code, label: textOf(visit, name, code, facets), count: 0 }))];
    return {
      name,
      open: chosen.length > 0 || (name === 'scheme' && `${query.day}${query.month}${query.year}` !== ''),
      items: values.map(({ code, label, count }, index) => ({
        id: index === 0 ? name : `${name}-${index + 1}`,
        value: code,
        text: count === null ? label : visit.t(isExact ? 'suppliers.counted' : 'suppliers.countedAtLeast', { label, count }),
        checked: chosen.includes(code),
      })),
    };
  });
}

function valuesOf(
  facets: readonly Facet[],
  list: Exclude<QueryList, 'provenance'>,
): { code: string; label: string; count: number | null }[] {
  return facets.find(({ dimension }) => dimension === FACET_OF[list])?.values ?? [];
}

function provenanceValues({ t }: Visit): { code: string; label: string; count: null }[] {
  return PROVENANCES.map((code) => ({
    code,
    label: t(`suppliers.provenance.${code}`),
    count: null,
  }));
}

function textOf({ t }: Visit, list: QueryList, code: string, facets: readonly Facet[]): string {
  if (list === 'provenance') return t(`suppliers.provenance.${code}`, { defaultValue: code });
  if (list === 'size') return t(`suppliers.size.${code}`, { defaultValue: code });
  return valuesOf(facets, list).find((value) => value.code === code)?.label ?? code;
}
