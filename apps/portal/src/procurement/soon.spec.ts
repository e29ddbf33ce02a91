import { FormErrors } from '../form/form-errors';
import { Messages } from '../page/messages';
import { warnOfSoon } from './soon';

const NOW = new Date('2026-11-30T12:00:00Z');

describe('a deadline that is typed', () => {
  const warning = (dueAt: string, meant = ''): string | undefined => {
    const errors = new FormErrors();
    warnOfSoon({ t: new Messages().in('en') }, dueAt, meant, NOW, errors);
    return errors.of('dueAt-day')?.text;
  };

  it('is asked about when it is less than a day ahead, and taken when it is sent again as it is', () => {
    const soon = '2026-12-01T11:59:00.000Z';
    expect(warning(soon)).toContain('less than a day away');
    expect(warning(soon)).toContain('11:59am');
    expect(warning(soon, soon)).toBeUndefined();
    expect(warning(soon, '2026-12-01T11:30:00.000Z')).toContain('less than a day away');
  });

  it('is left alone when it leaves a day, or has passed, which the API refuses', () => {
    expect(['2026-12-01T12:00:00.000Z', '2026-11-30T12:00:00.000Z'].map((dueAt) => warning(dueAt))).toEqual([
      undefined,
      undefined,
    ]);
  });
});
