import type { OrganisationKind } from '../api/operations';
import type { Visit } from './visit';

/** An item of the service navigation, as its macro takes it. */
export interface NavigationItem {
  text: string;
  href: string;
  active: boolean;
}

const PUBLIC = ['suppliers', 'guidance'];

/** What people of each kind of organisation come for, by the first part of the path. */
const OWN: Record<OrganisationKind, readonly string[]> = {
  BUYER: ['procurements'],
  SUPPLIER: ['requests', 'profile'],
  OVERSIGHT: ['checks'],
};

/** Where a person can go: what is theirs first, then what is everyone's. */
export function navigationOf({ viewer, address, t }: Visit): NavigationItem[] {
  const own = viewer === null ? [] : OWN[viewer.organisation.kind];
  return [...own, ...PUBLIC].map((part) => ({
    text: t(`layout.navigation.${part}`),
    href: `/${part}`,
    active: address === `/${part}` || address.startsWith(`/${part}/`) || address.startsWith(`/${part}?`),
  }));
}
