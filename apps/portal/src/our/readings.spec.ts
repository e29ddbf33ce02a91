import { readingsOf } from './readings';

const event = (subject: string, detail: unknown = { by: 'An invented council' }) => ({
  node: { at: '2026-11-26T10:00:00Z', subject, detail, actor: { name: 'Edmund Vale' } },
});
const query = (...events: ReturnType<typeof event>[]) => ({
  auditEvents: { totalCount: events.length, pageInfo: { hasNextPage: false, endCursor: null }, edges: events },
  myAttestations: [
    { id: 'att_1', scheme: { name: 'Cyber Essentials' }, documents: [{ id: 'doc_1', fileName: 'certificate.pdf' }] },
  ],
  evidenceInvitations: [
    { id: 'inv_1', procurement: { title: 'Cameras' }, answers: [{ documents: [{ id: 'doc_2', fileName: 'plan.pdf' }] }] },
  ],
});

describe('who read documents of ours', () => {
  it('names the file, and what it belongs to', () => {
    const [certificate, plan] = readingsOf(query(event('doc_1'), event('doc_2')));
    expect(certificate).toMatchObject({ name: 'Edmund Vale', organisation: 'An invented council' });
    expect(certificate.document).toEqual({
      fileName: 'certificate.pdf',
      of: 'Cyber Essentials',
      href: '/our/attestations/att_1',
    });
    expect(plan.document).toEqual({ fileName: 'plan.pdf', of: 'Cameras', href: '/invitations/inv_1' });
  });

  it('keeps the reading of what nothing holds any more', () => {
    expect(readingsOf(query(event('doc_3', null)))).toMatchObject([{ organisation: null, document: null }]);
  });
});
