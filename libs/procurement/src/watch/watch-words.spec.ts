import { reminder } from './watch-words';

describe('What is told of evidence that a contract relies on', () => {
  it('says whether it has ended', () => {
    expect(reminder('Cyber Essentials', '2026-10-20', 'OVERDUE', 'P-1')).toContain('ended on 20 October 2026');
    expect(reminder('Cyber Essentials', '2026-10-20', '0', 'P-1')).toContain('ends today');
    expect(reminder('Cyber Essentials', '2026-10-20', '7', 'P-1')).toContain('ends on 20 October 2026');
  });
});
