import { join } from 'node:path';
import nunjucks from 'nunjucks';
import { repositoryRoot } from '#platform';
import { nameOfField, withLabels } from './labels';

const govuk = new nunjucks.Environment(
  new nunjucks.FileSystemLoader(join(repositoryRoot(), 'node_modules/govuk-frontend/dist')),
  { autoescape: true },
);

/** A component of govuk-frontend as a page has it, below a message about a field. */
const told = (field: string, component: string, macro: string, parameters: object): string => {
  const page = govuk.renderString(
    `<a href="#${field}">{{ name }} is empty</a>{% from "govuk/components/${component}/macro.njk" import ${macro} %}{{ ${macro}(parameters) }}`,
    { name: nameOfField(field), parameters },
  );
  return /<a[^>]*>(.*?)<\/a>/.exec(withLabels(page))?.[1] ?? '';
};

describe('a message about a field', () => {
  it('calls it what its label does', () => {
    const label = { text: 'CPV & lots' };
    expect(told('cpv', 'input', 'govukInput', { id: 'cpv', name: 'cpv', label })).toBe('“CPV &amp; lots” is empty');
    expect(told('text', 'textarea', 'govukTextarea', { id: 'text', name: 'text', label: { html: '<b>The</b> text' } })).toBe(
      '“The text” is empty',
    );
    expect(told('file', 'file-upload', 'govukFileUpload', { id: 'file', name: 'file', label })).toContain('CPV');
    expect(told('kind', 'select', 'govukSelect', { id: 'kind', name: 'kind', label, items: [{ text: 'One' }] })).toContain(
      'CPV',
    );
  });

  it('calls a choice, and a part of a day, by its legend', () => {
    const fieldset = { legend: { text: 'What was found' } };
    const items = [{ value: 'A', text: 'Nothing' }];
    expect(told('found', 'radios', 'govukRadios', { idPrefix: 'found', name: 'found', fieldset, items })).toBe(
      '“What was found” is empty',
    );
    const parts = ['day', 'month'].map((part) => ({ id: `due-${part}`, name: `due-${part}`, label: part }));
    expect(told('due-day', 'date-input', 'govukDateInput', { id: 'due', fieldset, items: parts })).toBe(
      '“What was found” is empty',
    );
  });

  it('says “This” of what has no label', () => {
    expect(told('send', 'button', 'govukButton', { text: 'Send', attributes: { id: 'send' } })).toBe('This is empty');
    expect(told('gone', 'input', 'govukInput', { id: 'there', name: 'there', label: { text: 'There' } })).toBe('This is empty');
  });
});
