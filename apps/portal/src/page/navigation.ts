import type { Visit } from './visit';

/** An item of the service navigation, as its macro takes it. */
export interface NavigationItem {
  text: string;
  href: string;
  active: boolean;
}

/** Where everyone can go, by the path. */
const EVERYONE = ['guidance', 'guidance/match'] as const;

/** Where a person can go; the place where they are is the one whose path goes furthest along theirs. */
export function navigationOf({ address, t }: Visit): NavigationItem[] {
  const path = address.split('?')[0];
  const here = EVERYONE.filter((part) => path === `/${part}` || path.startsWith(`/${part}/`)).at(-1);
  return EVERYONE.map((part) => ({
    text: t(`layout.navigation.${part.replace('/', '-')}`),
    href: `/${part}`,
    active: part === here,
  }));
}
