import type { OrganisationKind } from '../api/operations';
import type { Visit } from './visit';

/** An item of the service navigation, as its macro takes it. */
export interface NavigationItem {
  text: string;
  href: string;
  active: boolean;
}

/** Where strangers can go, by the path. */
const STRANGERS = ['suppliers', 'market', 'schemes', 'guidance', 'guidance/match'];

/** Of that, what is in the menu of people who have work of their own here; the rest is a step from it. */
const BESIDES_WORK = ['suppliers', 'market', 'guidance'];

/** Where people of an organisation of a kind can go besides: their work, first in the menu. */
const OF_KIND: Record<OrganisationKind, string[]> = {
  BUYER: ['procurements'],
  SUPPLIER: ['invitations', 'our/attestations', 'our/products', 'our/page'],
  OVERSIGHT: ['checks', 'claims', 'imports', 'catalogue'],
};

/** Pages to which an entry of the menu leads, although their addresses are not below its own. */
const LED_TO_BY: Readonly<Record<string, string>> = {
  '/our/readings': '/our/attestations',
  '/our/claim': '/our/page',
  '/joins': '/imports',
};

/** Where a person's work begins. */
export function homeOf(kind: OrganisationKind): string {
  return `/${OF_KIND[kind][0] ?? ''}`;
}

/** Where a person can go; the place where they are is the one whose path goes furthest along theirs. */
export function navigationOf({ address, t, viewer }: Visit): NavigationItem[] {
  const [bare] = address.split('?');
  const path = LED_TO_BY[bare] ?? bare;
  const parts = viewer === null ? STRANGERS : [...OF_KIND[viewer.organisation.kind], ...BESIDES_WORK];
  const here = parts
    .filter((part) => path === `/${part}` || path.startsWith(`/${part}/`))
    .sort((a, b) => a.length - b.length)
    .at(-1);
  return parts.map((part) => ({
    text: t(`layout.navigation.${part.replaceAll('/', '-')}`),
    href: `/${part}`,
    active: part === here,
  }));
}
