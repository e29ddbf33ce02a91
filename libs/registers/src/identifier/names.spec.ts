import { tellTwoApart } from './names';

describe('two names under one identifier', () => {
  it.each([
    ['Invented Lamps Scotland LLP', 'INVENTED LAMPS UK LLP'],
    ['Invented Lamps & Partners Limited', 'Invented Lamps and Partners International Limited'],
    ['Invented Lamps Holdings Ltd', 'Invented Lamps Ltd'],
    ['Council of Somewhere', 'Cognisant Teaching UK Ltd'],
  ])('can hardly be of one: %s, %s', (one, other) => {
    expect([tellTwoApart(one, other), tellTwoApart(other, one)]).toEqual([true, true]);
  });

  it.each([
    ['Invented Lamps Limited', 'INVENTED LAMPS (UK) LTD'],
    ['St Mungo Lamp Association', "St. Mungo's"],
    ['Invented Lamp Solution Ltd', 'Invented Lamps Solutions Limited'],
    ['Electricité de Londres', 'EDL'],
    ['Lighting for Wales', 'LfW'],
    ['NI Lamps', 'Northern Ireland Lamps'],
    ['Bright Lamps', 'BrightLamps Ltd'],
    ['Réalisation Limited', 'REALISATION LIMITED'],
    ['Invented Lamps Scotland', 'Invented Lamps (Scotland) Ltd'],
    ['The Limited', 'Invented Lamps'],
    ['Invented Lamps', 'Invented Lamps Consulting Group'],
  ])('may be of one: %s, %s', (one, other) => {
    expect([tellTwoApart(one, other), tellTwoApart(other, one)]).toEqual([false, false]);
  });
});
