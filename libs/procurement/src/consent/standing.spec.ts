import { type KnownConsent, standingOf } from './standing';

const [MONDAY, TUESDAY, WEDNESDAY, THURSDAY] = [2, 3, 4, 5].map((day) => `2026-11-0${day}T09:00:00.000Z`);
const NEVER_SAID: KnownConsent = { isOpen: true, isClosed: false, answered: null, said: null };
const given = (givenAt: string, opensAt: string): KnownConsent['answered'] => ({ givenAt, opensAt });

describe('how a document stands with a buyer', () => {
  it('is sealed until the deadline of the answer that gave it, and open without an end from then on', () => {
    const answered = given(MONDAY, WEDNESDAY);
    expect(standingOf({ ...NEVER_SAID, isOpen: false, answered }, TUESDAY)).toEqual({
      state: 'SEALED',
      since: WEDNESDAY,
      until: null,
    });
    expect(standingOf({ ...NEVER_SAID, answered }, THURSDAY)).toEqual({ state: 'OPEN', since: WEDNESDAY, until: null });
    expect(standingOf({ ...NEVER_SAID, answered: given(THURSDAY, WEDNESDAY) }, THURSDAY).since).toBe(THURSDAY);
  });

  it('stays sealed where the database says that the answers do, also after their deadline', () => {
    const known = { ...NEVER_SAID, isOpen: false, answered: given(MONDAY, TUESDAY) };
    expect(standingOf(known, THURSDAY)).toEqual({ state: 'SEALED', since: TUESDAY, until: null });
  });

  it('follows what the supplier said last', () => {
    const answered = given(MONDAY, MONDAY);
    const withdrawn = { act: 'WITHDRAWN', at: TUESDAY, until: null } as const;
    const granted = { act: 'GRANTED', at: TUESDAY, until: '2026-11-10' } as const;
    expect(standingOf({ isOpen: false, isClosed: true, answered, said: withdrawn }, THURSDAY)).toEqual({
      state: 'WITHDRAWN',
      since: TUESDAY,
      until: null,
    });
    expect(standingOf({ isOpen: true, isClosed: false, answered, said: granted }, THURSDAY)).toEqual({
      state: 'OPEN',
      since: TUESDAY,
      until: '2026-11-10',
    });
    expect(standingOf({ isOpen: false, isClosed: true, answered: null, said: granted }, THURSDAY)).toEqual({
      state: 'ENDED',
      since: TUESDAY,
      until: '2026-11-10',
    });
  });

  it('is that of a later answer, which takes the place of what was said before, once it opens', () => {
    const said = { act: 'GRANTED', at: MONDAY, until: '2026-11-10' } as const;
    const known = { isOpen: true, isClosed: false, answered: given(TUESDAY, WEDNESDAY), said };
    expect(standingOf(known, TUESDAY)).toEqual({ state: 'OPEN', since: MONDAY, until: '2026-11-10' });
    expect(standingOf(known, THURSDAY)).toEqual({ state: 'OPEN', since: WEDNESDAY, until: null });
    const withdrawn = { act: 'WITHDRAWN', at: MONDAY, until: null } as const;
    expect(standingOf({ ...known, isOpen: false, said: withdrawn }, TUESDAY).state).toBe('SEALED');
  });
});
