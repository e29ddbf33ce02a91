import { siteAnswer } from './site-scope';

const SITES = ['Leeds', 'York'];
const SAID = 'It covers the sites Leeds; York';
const AT = 'the service is to be run or delivered at';

describe('what a person is told of the sites of an attestation', () => {
  it.each([
    [['york', 'Leeds'], `${SAID}, among which are all places where the service is to be run or delivered: york; Leeds.`],
    [['Hull'], `${SAID} alone, and ${AT} Hull: it is not among the sites by that name.`],
    [['Hull', 'Selby'], `${SAID} alone, and ${AT} Hull; Selby: none of these is among the sites by that name.`],
    [['Leeds', 'Hull'], `${SAID} alone, and ${AT} Leeds; Hull: Hull is not among the sites by that name.`],
    [
      ['Leeds', 'Hull', 'Selby'],
      `${SAID} alone, and ${AT} Leeds; Hull; Selby: Hull; Selby are not among the sites by that name.`,
    ],
  ])('has both lists in words, and what is missing: %j', (names, reason) => {
    const { answer, reason: told } = siteAnswer(SITES, { saidBy: 'PROCUREMENT', names });
    expect(told).toBe(answer === 'YES' ? reason : `${reason} Read whether the places are the same, or ask.`);
  });

  it('says who said where it is to be, that nobody did, and that it names none', () => {
    expect(siteAnswer(SITES, { saidBy: 'OFFER', names: ['Leeds'] }).reason).toBe(
      `${SAID}, among which are all from which the supplier would operate: Leeds.`,
    );
    expect(siteAnswer(SITES, { saidBy: 'PROCUREMENT', names: [] })).toEqual({
      answer: 'UNKNOWN',
      reason: `${SAID} alone: compare them with the places from which the contract would be carried out, which neither the procurement nor the offer states.`,
    });
    expect(siteAnswer([], { saidBy: 'OFFER', names: ['Leeds'] })).toEqual({ answer: 'YES', reason: 'It names no sites.' });
  });
});
