import { hasRole } from '#platform';
import type { OrganisationKind, Role } from '../api/operations';
import type { Viewer, Visit } from './visit';

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

/** Where people of an organisation of a kind can go besides, each with the role that it takes: their work, first in the menu. */
const WORK: Readonly<Record<OrganisationKind, readonly (readonly [part: string, role: Role])[]>> = {
  BUYER: [
    ['procurements', 'VIEWER'],
    ['records', 'ADMIN'],
  ],
  SUPPLIER: [
    ['invitations', 'VIEWER'],
    ['our/attestations', 'VIEWER'],
    ['our/documents', 'VIEWER'],
    ['our/products', 'VIEWER'],
    ['our/page', 'VIEWER'],
  ],
  OVERSIGHT: [
    ['checks', 'VERIFIER'],
    ['claims', 'OPERATOR'],
    ['page-requests', 'OPERATOR'],
    ['account-requests', 'OPERATOR'],
    ['organisations', 'OPERATOR'],
    ['imports', 'OPERATOR'],
    ['market', 'VIEWER'],
    ['catalogue', 'VIEWER'],
  ],
};

/** Where work begins that does not begin at the page of its entry: who has none but the market's asks it something. */
const BEGINS_AT: Readonly<Record<string, string>> = { market: 'market/question' };

/** Pages to which an entry of the menu leads, although their addresses are not below its own. */
const LED_TO_BY: Readonly<Record<string, string>> = {
  '/our/readings': '/our/attestations',
  '/our/claim': '/our/page',
  '/our/page-request': '/our/page',
  '/joins': '/imports',
  '/shared-documents': '/procurements',
};

/** Whose menu it is: people of one kind of organisation differ by their roles. */
export interface Worker {
  organisation: Pick<Viewer['organisation'], 'kind'>;
  roles: Viewer['roles'];
}

/** Where a person's work begins. */
export function homeOf(worker: Worker): string {
  const [first = ''] = workOf(worker);
  return `/${BEGINS_AT[first] ?? first}`;
}

/** Where a person can go; the place where they are is the one whose path goes furthest along theirs. */
export function navigationOf({ address, t, viewer }: Visit): NavigationItem[] {
  const [bare] = address.split('?');
  const path = LED_TO_BY[bare] ?? bare;
  const parts = viewer === null ? STRANGERS : [...new Set([...workOf(viewer), ...BESIDES_WORK])];
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

/** What of the work of their organisation a person may do. */
function workOf({ organisation, roles }: Worker): string[] {
  return WORK[organisation.kind].filter(([, role]) => hasRole({ roles }, role)).map(([part]) => part);
}
