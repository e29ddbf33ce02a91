import { MAXIMUM_NESTING, mustBeFlatEnough } from './nesting';

describe('a document', () => {
  const within = (opens: string, closes: string, times: number): string => opens.repeat(times) + closes.repeat(times);

  it.each([
    ['fields', '{ a '],
    ['fragments', '{ ... '],
    ['lists', '['],
    ['objects', '{ c: '],
    ['what is never closed', '('],
  ])('that is nested too deep is refused before it is parsed: %s', (_, opens) => {
    const refusal = 'more than 200 levels deep, with its fragments and values. Ask in several operations.';
    expect(() => mustBeFlatEnough(opens.repeat(MAXIMUM_NESTING + 1))).toThrow(refusal);
    expect(() => mustBeFlatEnough(opens.repeat(MAXIMUM_NESTING))).not.toThrow();
  });

  it('may have as many brackets as it likes beside each other, in texts and in comments', () => {
    const many = '{'.repeat(MAXIMUM_NESTING + 1);
    for (const text of [
      `{ ${'a { b } '.repeat(MAXIMUM_NESTING)} }`,
      `{ a(b: "${many}") }`,
      `{ a(b: \"\"\"${many}\"\"\") }`,
      `# ${many}\n{ a }`,
      within('[', ']', MAXIMUM_NESTING) + within('[', ']', MAXIMUM_NESTING),
    ])
      expect(() => mustBeFlatEnough(text)).not.toThrow();
  });

  it('that has something else wrong is left to the parser', () => {
    for (const text of [`{ a ? ${'{'.repeat(1000)}`, `{ "${'{'.repeat(1000)}`, '}'.repeat(1000)])
      expect(() => mustBeFlatEnough(text)).not.toThrow();
  });
});
