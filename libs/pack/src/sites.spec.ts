import fc from 'fast-check';
import { namesNotAmong, plainPlace, sitesCover, sitesToCover } from './sites';

const covers = (sites: string[], names: string[]) => sitesCover(sites, { saidBy: 'PROCUREMENT', names });

describe('the sites of an attestation', () => {
  it.each([
    [[], ['Leeds'], 'YES'],
    [[], [], 'YES'],
    [['Leeds'], [], 'UNKNOWN'],
    [['Leeds'], ['Leeds'], 'YES'],
    [['Leeds', 'York'], ['York'], 'YES'],
    [['Leeds'], ['Leeds', 'York'], 'UNKNOWN'],
    [['Leeds'], ['York'], 'UNKNOWN'],
    [['Leeds'], ['Leeds depot'], 'UNKNOWN'],
    [['—'], ['-'], 'UNKNOWN'],
  ])('%j for places %j cover them: %s', (sites, names, answer) => {
    expect(covers(sites, names)).toBe(answer);
  });

  it.each([
    ['Civic Centre data room', ' civic  centre, DATA ROOM. '],
    ['Supplier’s cloud in the UK', "Supplier's cloud (in the UK)"],
    ['Smith & Sons, Depot 4', 'smith and sons  depot 4'],
    ['St. Mary’s Road', 'St Marys Road'],
    ['Level -2', 'LEVEL −2'],
    ['Caf\u00e9', 'Cafe\u0301'],
  ])('%s is %s', (one, other) => {
    expect(plainPlace(one)).toBe(plainPlace(other));
  });

  it.each([
    ['Depots 1–3', 'Depots 1, 3'],
    ['Level -2', 'Level 2'],
    ['Unit 1/2', 'Unit 12'],
    ['Unit 1.2', 'Unit 1 2'],
    ['Hall C+', 'Hall C'],
    ['Depot', 'Depot 2'],
  ])('%s is not %s', (one, other) => {
    expect(plainPlace(one)).not.toBe(plainPlace(other));
  });

  it('are to cover those of the offer, or else the places of the procurement', () => {
    const places = [{ name: 'Leeds' }];
    expect(sitesToCover(['York'], places)).toEqual({ saidBy: 'OFFER', names: ['York'] });
    expect(sitesToCover([], places)).toEqual({ saidBy: 'PROCUREMENT', names: ['Leeds'] });
    expect(sitesToCover([], [])).toEqual({ saidBy: 'PROCUREMENT', names: [] });
  });

  const word = fc.stringMatching(/^[A-Za-zÀ-ÖØ-öø-ÿ]{1,8}$/);
  const name = fc.array(word, { minLength: 1, maxLength: 4 });

  it('are known by name however their words are put together, and by nothing less', () => {
    const between = fc.constantFrom(' ', '  ', ', ', ' – ', '. ', ' (', '\u00a0', '; ');
    fc.assert(
      fc.property(name, between, fc.boolean(), name, (words, joint, isLoud, others) => {
        const written = words.join(joint);
        expect(covers([words.join(' ')], [isLoud ? written.toUpperCase() : written])).toBe('YES');
        const same = others.join(' ').toUpperCase() === words.join(' ').toUpperCase();
        expect(covers([words.join(' ')], [others.join(joint)])).toBe(same ? 'YES' : 'UNKNOWN');
      }),
    );
  });

  it('cover all that have to be covered or are for a person to read, whatever is written, and never say no', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('Leeds', 'LEEDS.', '-', ' '));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1 }), fc.array(text), (sites, names) => {
        const answer = covers(sites, names);
        const isEach = names.every((one) =>
          sites.some((site) => plainPlace(one) !== '' && plainPlace(site) === plainPlace(one)),
        );
        expect(answer).toBe(names.length > 0 && isEach ? 'YES' : 'UNKNOWN');
        // More sites cover no less, and more places are covered no sooner.
        if (answer === 'YES') expect(covers([...sites, 'York'], names)).toBe('YES');
        if (answer === 'UNKNOWN') expect(covers(sites, [...names, '-'])).toBe('UNKNOWN');
        expect(namesNotAmong(names, sites).every((one) => names.includes(one))).toBe(true);
      }),
    );
  });
});
