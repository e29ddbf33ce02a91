import { Messages } from '../page/messages';
import { warningsInWords } from './notice-warnings';

describe('what of a notice was not taken as it stands', () => {
  const told = (...warnings: { path: string; message: string }[]): string => warningsInWords(warnings, new Messages().in('en'));
  const noDate = { path: 'tender.lots[1].contractPeriod.endDate', message: '"soon" is not a date; it is left out.' };

  it('is told in sentences, each once, and names what it is of', () => {
    const noText = { path: 'tender.lots[1].title', message: 'is not text; it is left out.' };
    expect(told(noDate, noText, { ...noDate, path: 'tender.lots[2].contractPeriod.endDate' })).toBe(
      '"soon" is not a date; it is left out. Tender lots 2 title is not text; it is left out.',
    );
  });

  it('is counted where it is more than the next page can be told', () => {
    const many = Array.from({ length: 1000 }, (_, lot) => ({
      path: `tender.lots[${lot}].title`,
      message: 'is not text; it is left out.',
    }));
    const text = told(...many);
    expect(text).toMatch(/^Tender lots 1 title is not text; .+ 9\d\d more things were not taken as they stand\.$/);
    expect(Buffer.byteLength(text)).toBeLessThan(2100);
    expect(told({ path: 'tender', message: `“${'é'.repeat(3000)}” is not a date.` })).toBe(
      'One more thing was not taken as it stands.',
    );
  });
});
