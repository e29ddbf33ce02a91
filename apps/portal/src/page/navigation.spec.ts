import type { OrganisationKind, Role } from '../api/operations';
import { Messages } from './messages';
import { homeOf, navigationOf } from './navigation';
import type { Visit } from './visit';

const t = new Messages().in('en');

const someone = (kind: OrganisationKind, ...roles: Role[]) => ({ organisation: { kind }, roles });

/** The addresses that the menu offers. */
const menuOf = (viewer: ReturnType<typeof someone> | null, address = '/'): string[] =>
  navigationOf({ address, t, viewer } as Visit).map(({ href }) => href);

describe('where a person begins', () => {
  it.each<[string, ReturnType<typeof someone>]>([
    ['/procurements', someone('BUYER', 'APPROVER')],
    ['/invitations', someone('SUPPLIER', 'SIGNATORY')],
    ['/checks', someone('OVERSIGHT', 'VERIFIER')],
    ['/claims', someone('OVERSIGHT', 'OPERATOR')],
    ['/market/question', someone('OVERSIGHT', 'ANALYST')],
    ['/market/question', someone('OVERSIGHT', 'ADMIN')],
    ['/checks', someone('OVERSIGHT', 'OPERATOR', 'VERIFIER')],
  ])('is %s, by the kind of the organisation and the role', (home, viewer) => {
    expect(homeOf(viewer)).toBe(home);
  });
});

describe('the menu', () => {
  it('shows nobody of oversight what is for a role that they do not have', () => {
    expect(menuOf(someone('OVERSIGHT', 'VERIFIER'))).toEqual(['/checks', '/market', '/catalogue', '/suppliers', '/guidance']);
    expect(menuOf(someone('OVERSIGHT', 'OPERATOR'))).toEqual([
      '/claims',
      '/page-requests',
      '/account-requests',
      '/organisations',
      '/imports',
      '/market',
      '/catalogue',
      '/suppliers',
      '/guidance',
    ]);
    expect(menuOf(someone('OVERSIGHT', 'ANALYST'))).toEqual(['/market', '/catalogue', '/suppliers', '/guidance']);
  });

  it('leads a supplier to its invitations, attestations, documents, products and page', () => {
    expect(menuOf(someone('SUPPLIER', 'VIEWER')).slice(0, 5)).toEqual([
      '/invitations',
      '/our/attestations',
      '/our/documents',
      '/our/products',
      '/our/page',
    ]);
  });

  it('shows the records to administrators of a buyer', () => {
    expect(menuOf(someone('BUYER', 'ADMIN'))).toEqual(['/procurements', '/records', '/suppliers', '/market', '/guidance']);
    expect(menuOf(someone('BUYER', 'EDITOR'))).toEqual(['/procurements', '/suppliers', '/market', '/guidance']);
  });

  it('is that of strangers for whoever is not signed in', () => {
    expect(menuOf(null)).toEqual(['/suppliers', '/market', '/schemes', '/guidance', '/guidance/match']);
  });

  it('marks the place where an analyst begins', () => {
    const items = navigationOf({ address: '/market/question', t, viewer: someone('OVERSIGHT', 'ANALYST') } as Visit);
    expect(items.filter(({ active }) => active).map(({ href }) => href)).toEqual(['/market']);
  });
});
