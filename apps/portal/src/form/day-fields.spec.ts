import nunjucks from 'nunjucks';
import { join } from 'node:path';
import { repositoryRoot } from '#platform';
import { Messages } from '../page/messages';
import { checkDay, type TypedDay } from './day';
import { FormErrors } from './form-errors';

const root = repositoryRoot();
const folders = [join(root, 'apps/portal/views'), join(root, 'node_modules/govuk-frontend/dist')];
const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(folders), { autoescape: true });
const t = new Messages().in('en');

/** A form with one day in it, and its summary, as a page shows them. */
function shown(typed: TypedDay, errors: FormErrors): string {
  const page = `{% import "parts/form.njk" as form %}{{ form.summary(errors, t) }}{{ form.day(t, 'endsOn', 'Contract end', typed, errors) }}`;
  return environment.renderString(page, { t, typed, errors });
}

describe('the three fields of a day', () => {
  it.each([
    [{ day: '31', month: '2', year: '2027' }, 'day', 'Contract end must be a real date, such as 27 3 2027'],
    [{ day: '1', month: '', year: '2027' }, 'month', 'Contract end must include a month'],
    [{ day: '1', month: '2', year: '27' }, 'year', 'Contract end must have a year of four digits, such as 2027'],
  ])('say of %j what is wrong with them, and the summary links to the wrong one', (typed, part, text) => {
    const errors = new FormErrors();
    expect(checkDay({ t }, typed, 'endsOn', errors, 'Contract end')).toBeNull();
    const page = shown(typed, errors);
    expect(page).toMatch(new RegExp(`<a href="#endsOn-${part}">${text}</a>`));
    expect(page).toMatch(
      /<div class="govuk-form-group govuk-form-group--error">\s*<fieldset[^>]* aria-describedby="endsOn-error"/,
    );
    expect(page.replace(/<[^>]*>/g, '')).toMatch(new RegExp(`Error: ${text}`));
    expect(page).toContain('<p id="endsOn-error" class="govuk-error-message">');
    const wrong = [...page.matchAll(/ govuk-input--error" id="([^"]+)"/g)].map(([, id]) => id);
    expect(wrong).toEqual([`endsOn-${part}`]);
  });

  it('say nothing where nothing is wrong with them', () => {
    expect(shown({ day: '', month: '', year: '' }, new FormErrors().add('title', 'Enter a title'))).not.toContain('--error');
  });
});

describe('what is said of a day or a time that is missing', () => {
  it.each(['Day of signature', 'The deadline', 'New deadline', 'Checked on'])('reads as a sentence of “%s”', (what) => {
    expect(t('form.day.missing', { what })).toBe(`${what}: enter the day, month and year`);
    expect(t('form.time.missing', { what })).toBe(`${what}: enter the time, such as 5pm or 17:00`);
  });
});
