import { quarterOf, reachOf } from './notice-days';

describe('how much of a quarter the notices reach into', () => {
  const days = { noticesFrom: '2026-02-10', noticesTo: '2026-08-12' };
  const reaches = (months: string[], hasAwards: boolean, among = days): string[] =>
    months.map((month) => reachOf(quarterOf(`${month}-15`), among, hasAwards));

  it('is all of it, some of it, or none', () => {
    expect(reaches(['2025-12', '2026-01', '2026-04', '2026-07', '2026-10', '2027-01'], false)).toEqual([
      'NOT_READ',
      'PARTIAL',
      'WHOLE',
      'PARTIAL',
      'NOT_YET',
      'NOT_YET',
    ]);
  });

  it('is all of a quarter whose first and last day are those of the notices', () => {
    const whole = { noticesFrom: '2026-04-01', noticesTo: '2026-06-30' };
    expect(reaches(['2026-03', '2026-04', '2026-07'], false, whole)).toEqual(['NOT_READ', 'WHOLE', 'NOT_YET']);
    expect(reaches(['2026-04'], false, { ...whole, noticesFrom: '2026-04-02' })).toEqual(['PARTIAL']);
    expect(reaches(['2026-04'], false, { ...whole, noticesTo: '2026-06-29' })).toEqual(['PARTIAL']);
  });

  it('is some of one beyond the notices that tell of awards in it all the same', () => {
    expect(reaches(['2025-12', '2026-10'], true)).toEqual(['PARTIAL', 'PARTIAL']);
  });

  it('is not known where no notice says when it was published', () => {
    const unsaid = { noticesFrom: null, noticesTo: null };
    expect(reachOf(quarterOf('2026-04-01'), unsaid, false)).toBe('NOT_READ');
    expect(reachOf(quarterOf('2026-04-01'), unsaid, true)).toBe('PARTIAL');
  });
});
