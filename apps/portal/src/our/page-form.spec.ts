import { regionsToChoose } from '../form/regions';
import { changesOf, formOf, isDerived, sentForm, shownTerms } from './page-form';

const PAGE = {
  description: 'Lamps\nand masts',
  website: null,
  region: { code: 'TLE42' },
  sizeBand: 'SMALL' as const,
  sectors: [
    { code: 'environment', source: 'DERIVED' },
    { code: 'transport', source: 'SELF_DECLARED' },
  ],
  technologies: [{ code: 'data-platform', source: 'DERIVED' }],
};
const stands = formOf(PAGE);

describe('the form of a page', () => {
  it('ticks all that stands, named or derived, and says where something was derived', () => {
    expect(stands).toMatchObject({ sectors: ['environment', 'transport'], technologies: ['data-platform'] });
    expect([PAGE.sectors, [PAGE.sectors[1]]].map(isDerived)).toEqual([true, false]);
  });

  it('changes nothing when it is sent as it stands', () => {
    const sent: Record<string, string[]> = {
      description: ['Lamps\r\nand masts'],
      website: [''],
      region: ['TLE42'],
      sizeBand: ['SMALL'],
      sector: ['transport', 'environment'],
      technology: ['data-platform'],
    };
    const visit = { field: (name: string) => sent[name][0] ?? '', fields: (name: string) => sent[name] };
    expect(changesOf(stands, sentForm(visit))).toEqual({});
  });

  it('changes what the person changed alone', () => {
    expect(changesOf(stands, { ...stands, technologies: ['data-platform', 'gateway-and-edge'] })).toEqual({
      technologies: ['data-platform', 'gateway-and-edge'],
    });
    expect(changesOf(stands, { ...stands, description: '', region: '', sectors: [] })).toEqual({
      description: null,
      region: null,
      sectors: [],
    });
  });

  it('names nothing where something was derived since the form was shown, and keeps what stays ticked', () => {
    const sent: Record<string, string> = {
      'shown.sectors': 'transport',
      'shown.technologies': 'data-platform,gateway-and-edge',
    };
    const visit = { field: (name: string) => sent[name] ?? '', asked: (name: string) => name in sent };
    const shown = { ...stands, ...shownTerms(visit, stands) };
    expect(changesOf(shown, { ...stands, sectors: ['transport'], technologies: ['gateway-and-edge'] })).toEqual({
      technologies: ['gateway-and-edge'],
    });
    expect(shownTerms({ field: () => '', asked: () => false }, stands)).toEqual({
      sectors: stands.sectors,
      technologies: stands.technologies,
    });
  });

  it('offers the region that stands, of whatever level', () => {
    const regions = [
      { code: 'TLE', level: 1 },
      { code: 'TLE4', level: 2 },
      { code: 'TLE42', level: 3 },
      { code: 'TLD4', level: 2 },
    ];
    expect(regionsToChoose(regions, 'TLE4').map(({ code }) => code)).toEqual(['TLE', 'TLE4', 'TLE42']);
  });
});
