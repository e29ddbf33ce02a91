import { csvRows } from './csv-rows';
import { namesItsRequirements, readTables } from './tables';

const words = (text: string): string[] => readTables([csvRows(text)])[0].requirements.map(({ text: each }) => each);

describe('a header that names the requirements alone', () => {
  it.each([
    [
      'Specification\nThe supplier shall keep logs.\nCabinets must be locked.',
      ['The supplier shall keep logs.', 'Cabinets must be locked.'],
    ],
    [
      'Description\nThe supplier shall keep logs.\nCabinets must be locked.\nSealed cameras',
      ['The supplier shall keep logs.', 'Sealed cameras'],
    ],
    [
      'Our list\nDescription\nCameras must be sealed.\nStaff must be trained.',
      ['Cameras must be sealed.', 'Staff must be trained.'],
    ],
  ])('is one above a list of what reads like requirements', (text, some) => {
    expect(words(text)).toEqual(expect.arrayContaining(some));
    expect(words(text)).not.toContain('Description');
    expect(namesItsRequirements(csvRows(text))).toBe(true);
  });

  it.each([
    ['Requirement\nKeep logs\nLock cabinets', ['Keep logs', 'Lock cabinets']],
    ['Questions\nWho answers?\nHow soon?', ['Who answers?', 'How soon?']],
  ])('is one above a list of few words, where it says that they are requirements', (text, all) => {
    expect(words(text)).toEqual(all);
  });

  it.each([
    ['Nr,Area,Requirement\n1,Logs,Keep all logs\n2,Locks,Lock all cabinets', ['Keep all logs', 'Lock all cabinets']],
    ['Nr,Area,Description\n1,Logs,Keep all logs\n2,Locks,Lock all cabinets', ['Keep all logs', 'Lock all cabinets']],
    ['Area,Requirement\nLogs,Keep all logs\nLocks,Lock all cabinets', ['Keep all logs', 'Lock all cabinets']],
  ])('is one beside other headers', (text, all) => {
    expect(words(text)).toEqual(all);
    expect(namesItsRequirements(csvRows(text))).toBe(true);
  });

  it.each([
    'Specification\nWexcombe Borough Council\nSupport of cameras',
    'Description\nThe offer must be sealed.\nWexcombe Borough Council\nSupport of cameras',
    'Requirements\nWexcombe Borough Council\nSupport of cameras',
    'Title,Specification\nBuyer,Wexcombe Borough Council\nSubject,Support of cameras in the borough',
    'Specification',
    'Requirements',
  ])('is none on a cover: %s', (text) => {
    expect(namesItsRequirements(csvRows(text))).toBe(false);
  });

  it('is looked for in time that grows with the table alone, however often its word comes', () => {
    expect(namesItsRequirements(csvRows('Specification\n'.repeat(60000)))).toBe(false);
  });
});
