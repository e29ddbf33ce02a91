import { pageOf } from './subjects';

describe('what a notification is about', () => {
  it('is, to a buyer, the part of its procurement where it is seen', () => {
    const procurement = { id: 'prc_1' };
    expect(pageOf({ kind: 'CLARIFICATION_ASKED', subjectId: 'clr_1', procurement })).toBe('/procurements/prc_1/clarifications');
    expect(pageOf({ kind: 'RESPONSE_SUBMITTED', subjectId: 'inv_1', procurement })).toBe('/procurements/prc_1/request');
    expect(pageOf({ kind: 'FIGURES_SETTLED', subjectId: 'prc_1', procurement })).toBe('/procurements/prc_1/decision');
    expect(pageOf({ kind: 'PROCUREMENT_CANCELLED', subjectId: 'prc_1', procurement })).toBe('/procurements/prc_1');
    expect(pageOf({ kind: 'RECORDS_DUE', subjectId: 'prc_1', procurement })).toBe('/procurements/prc_1/records');
    expect(pageOf({ kind: 'RECORDS_ERASED', subjectId: 'prc_1', procurement: null })).toBe('/procurements/prc_1');
    expect(pageOf({ kind: 'SOMETHING_NEW', subjectId: 'inv_1', procurement })).toBe('/procurements/prc_1');
  });

  it('is, to a supplier, its own page of the same', () => {
    expect(pageOf({ kind: 'INVITATION_CLOSED', subjectId: 'inv_1', procurement: null })).toBe('/invitations/inv_1');
    expect(pageOf({ kind: 'EVIDENCE_ENDS', subjectId: 'wch_1', procurement: null })).toBe('/our/attestations');
    expect(pageOf({ kind: 'ATTESTATION_DECIDED', subjectId: 'att_1', procurement: null })).toBe('/our/attestations/att_1');
    expect(pageOf({ kind: 'ATTESTATION_ENDS', subjectId: 'att_1', procurement: null })).toBe('/our/attestations/att_1');
    expect(pageOf({ kind: 'PAGE_REQUEST_DECIDED', subjectId: 'pgr_1', procurement: null })).toBe('/our/page-request');
    expect(pageOf({ kind: 'SOMETHING_NEW', subjectId: 'new_1', procurement: null })).toBeNull();
  });
});
