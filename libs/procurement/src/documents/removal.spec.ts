import { mustBeUnused } from './removal';

const draft = { kind: 'ATTESTATION' as const, title: 'Test Mark', reference: 'TM-1', buyerName: null, isFixed: false };
const sent = { kind: 'ANSWER' as const, title: 'Sensors', reference: 'P-1', buyerName: 'Fictional Council', isFixed: true };

describe('a document that is to be removed', () => {
  it('goes where nothing names it', () => {
    expect(() => mustBeUnused('plan.txt', [], [])).not.toThrow();
  });

  it('stays while a draft names it, from which it can be taken off', () => {
    expect(() => mustBeUnused('plan.txt', [draft], [])).toThrow(
      '“plan.txt” is named by a draft of the attestation Test Mark (TM-1). Take it off there first. Nothing was removed.',
    );
  });

  it('stays for good where something of what names it was submitted, and the refusal says which', () => {
    const unnumbered = { ...draft, reference: null, isFixed: true };
    expect(() => mustBeUnused('plan.txt', [unnumbered, { ...sent, isFixed: false }, sent], [])).toThrow(
      '“plan.txt” is named by the attestation Test Mark; an answer to Fictional Council for Sensors (P-1) that is not submitted; what you submitted to Fictional Council for Sensors (P-1). What was signed,',
    );
  });

  it('stays where a buyer was let open it by word', () => {
    expect(() => mustBeUnused('plan.txt', [], ['A Council', 'B Council'])).toThrow(
      'You let A Council, B Council open “plan.txt”.',
    );
  });
});
