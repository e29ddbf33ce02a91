import { ModulesContainer } from '@nestjs/core';
import { v7 as uuidv7 } from 'uuid';
import { Member, Transactions, Tx } from '#platform';
import { CANCEL, codes, EvidenceJourney, MINE, TOMORROW } from './evidence-journey';
import { ReadyProcurement } from '#procurement/testing';

let journey: EvidenceJourney;

beforeAll(async () => {
  journey = await EvidenceJourney.begin();
});

afterAll(() => journey?.end());

describe('a procurement that has gone on', () => {
  it.each(['MODERATION', 'CANCELLED'])('takes no response when it is in %s, also before the deadline', async (stage) => {
    const procurement = await journey.requested();
    const { id } = await journey.submitted(journey.second, procurement);
    await journey.rows.query(`UPDATE procurement SET stage = $2, cancelled_reason = $3 WHERE id = $1`, [
      procurement.key,
      stage,
      stage === 'CANCELLED' ? 'No money.' : null,
    ]);
    expect(codes(await journey.save(journey.second, id, 'R1'))).toEqual(['ILLEGAL_TRANSITION']);
    const again = await journey.api.run(journey.second.signatory, 'SubmitResponse', { input: { invitationId: id } });
    expect(codes(again)).toEqual(['ILLEGAL_TRANSITION']);
  });

  it('closes every invitation that is open, and tells each supplier why', async () => {
    const procurement = await journey.requested();
    const { id } = await journey.submitted(journey.second, procurement);
    const named = { id: procurement.key, buyerName: 'Fictional Council', title: 'Cameras', reference: 'P-1' };
    await asBuyer((service, tx, caller) => service.closeAll(tx, caller, named, 'The procurement was cancelled.'));
    const states = await journey.rows.query('SELECT DISTINCT state FROM invitation WHERE procurement_id = $1', [
      procurement.key,
    ]);
    expect(states).toEqual([{ state: 'CLOSED' }]);
    expect(await journey.actions(journey.second.organisationId, id)).toContain('invitation.closed');
    const letters = await journey.rows.query(
      `SELECT text FROM notification WHERE kind = 'INVITATION_CLOSED' AND subject_id = $1`,
      [id],
    );
    expect(letters).toEqual([{ text: 'Fictional Council, “Cameras” (P-1): The procurement was cancelled.' }]);
  });
});

describe('a supplier that did not answer', () => {
  it('is closed when the buyer begins to assess, once, and its candidate has no response', async () => {
    const procurement = await journey.requested();
    await journey.submitted(journey.second, procurement);
    const { id } = await journey.invitationOf(journey.first, procurement);
    expect(await closeExpired(procurement)).toEqual([]);
    await journey.rows.deadlinePasses(procurement);
    const silent = procurement.candidates.get(journey.first.name) ?? '';
    expect(await closeExpired(procurement)).toEqual([silent.slice('cnd_'.length)]);
    expect(await closeExpired(procurement)).toEqual([]);
    const states = await journey.rows.query(
      'SELECT i.state AS invitation, c.state AS candidate FROM invitation i JOIN candidate c ON c.id = i.candidate_id WHERE i.procurement_id = $1 ORDER BY i.state',
      [procurement.key],
    );
    expect(states).toEqual([
      { invitation: 'CLOSED', candidate: 'NO_RESPONSE' },
      { invitation: 'SUBMITTED', candidate: 'RESPONDED' },
    ]);
    expect(await journey.actions(journey.first.organisationId, id)).toContain('invitation.closed');
    expect(codes(await journey.save(journey.first, id, 'R1'))).toEqual(['ILLEGAL_TRANSITION']);
  });
});

describe('a supplier that is left out after it was invited', () => {
  it('is told, without the reason, and answers no more; what it had submitted stays in the record', async () => {
    const procurement = await journey.requested([journey.first, journey.second, journey.third]);
    const { id: begun } = await journey.invitationOf(journey.first, procurement);
    await journey.save(journey.first, begun, 'R1');
    const { id: submitted } = await journey.submitted(journey.second, procurement);
    const { id: kept } = await journey.invitationOf(journey.third, procurement);
    const leaveOut = 'mutation ($input: DecideCandidatesInput!) { decideCandidates(input: $input) { candidates { state } } }';
    const supplierIds = [journey.first, journey.second].map(({ supplierId }) => `sup_${supplierId}`);
    const leftOut = await journey.api.send(journey.buyer.editor, leaveOut, {
      input: { procurementId: procurement.id, supplierIds, decision: 'EXCLUDE', reason: 'Debarred.' },
    });
    expect(leftOut.data).toEqual({ decideCandidates: { candidates: [{ state: 'EXCLUDED' }, { state: 'EXCLUDED' }] } });

    const text =
      `Fictional Council, “Parking sensors for a fictional town” (P-${procurement.key.slice(-6)}): The buyer has left you out of this procurement and takes no more answers from you; ` +
      'what you had submitted stays in the record.';
    const letters = await journey.rows.query(
      `SELECT organisation_id, subject_id, text FROM notification WHERE kind = 'LEFT_OUT' AND procurement_id = $1 ORDER BY subject_id`,
      [procurement.key],
    );
    expect(letters).toEqual(
      [
        { organisation_id: journey.first.organisationId, subject_id: begun, text },
        { organisation_id: journey.second.organisationId, subject_id: submitted, text },
      ].toSorted((a, b) => (a.subject_id < b.subject_id ? -1 : 1)),
    );
    for (const [supplier, id] of [[journey.first, begun] as const, [journey.second, submitted] as const]) {
      const mine = await journey.api.send<{ evidenceInvitation: object }>(supplier.editor, MINE, { id });
      expect(mine.data.evidenceInvitation).toMatchObject({ state: 'CLOSED', outcome: 'LEFT_OUT' });
      expect(codes(await journey.save(supplier, id, 'R1'))).toEqual(['ILLEGAL_TRANSITION']);
      expect(await journey.actions(supplier.organisationId, id)).toContain('invitation.closed');
    }
    expect((await journey.save(journey.third, kept, 'R1')).errors).toEqual([]);
    await journey.rows.deadlinePasses(procurement);
    expect((await journey.submissionsOf(procurement)).map(({ candidate }) => candidate.supplier.name)).toEqual([
      journey.second.name,
    ]);
  });

  it('says of a procurement that is cancelled meanwhile that it is, whether or not a response was submitted', async () => {
    const procurement = await journey.requested();
    await journey.submitted(journey.first, procurement);
    const { errors } = await journey.api.send(journey.buyer.editor, CANCEL, {
      input: { procurementId: procurement.id, reason: 'The budget was withdrawn.' },
    });
    expect(errors).toEqual([]);
    for (const supplier of [journey.first, journey.second]) {
      const { id: own } = await journey.invitationOf(supplier, procurement);
      const mine = await journey.api.send<{ evidenceInvitation: object }>(supplier.editor, MINE, { id: own });
      expect(mine.data.evidenceInvitation).toMatchObject({ state: 'CLOSED', outcome: 'CANCELLED' });
    }
  });

  it('comes back while the criteria are locked and nobody is asked yet, and not once evidence is asked for', async () => {
    const procurement = await journey.rows.procurement(journey.buyer.id, [journey.first]);
    const input = { procurementId: procurement.id, supplierId: `sup_${journey.first.supplierId}`, reason: 'Debarred.' };
    const ask = { procurementId: procurement.id, message: 'Please show how you meet these.', dueAt: TOMORROW() };
    await journey.api.done(journey.buyer.editor, 'ExcludeSupplier', { input });
    const unasked = await journey.api.run(journey.buyer.editor, 'RequestEvidence', { input: ask });
    expect(unasked.errors[0].message).toMatch(/shortlist/i);
    await journey.api.done(journey.buyer.editor, 'ShortlistSupplier', { input: { ...input, reason: 'The debarment ended.' } });
    await journey.api.done(journey.buyer.editor, 'RequestEvidence', { input: ask });
    await journey.api.done(journey.buyer.editor, 'ExcludeSupplier', { input });
    const back = await journey.api.run(journey.buyer.editor, 'ShortlistSupplier', { input });
    expect(back.errors[0]).toMatchObject({
      message:
        'Shortlisting is possible while the procurement stands at “Finding suppliers” or “Criteria locked”; it stands at “Waiting for evidence”.',
      extensions: { code: 'ILLEGAL_TRANSITION' },
    });
  });
});

type Named = { id: string; buyerName: string; title: string; reference: string };

/** What those who assess, moderate and cancel call in their transaction. */
interface Closing {
  closeExpired(tx: Tx, caller: Member, procurementId: string): Promise<string[]>;
  closeAll(tx: Tx, caller: Member, procurement: Named, why: string): Promise<void>;
}

function closeExpired(procurement: ReadyProcurement): Promise<string[]> {
  return asBuyer((service, tx, caller) => service.closeExpired(tx, caller, procurement.key));
}

/** Calls the service in a transaction of the buyer's. The library shows it to nobody else, so that it is found by its name. */
function asBuyer<T>(work: (service: Closing, tx: Tx, caller: Member) => Promise<T>): Promise<T> {
  const providers = [...journey.api.app.get(ModulesContainer).values()].flatMap((module) => [...module.providers.values()]);
  const service = providers.find(({ name }) => name === 'InvitationService')?.instance as Closing;
  const caller: Member = {
    user: { id: uuidv7(), name: 'Buyer Editor', email: journey.buyer.editor },
    organisation: { id: journey.buyer.id, kind: 'BUYER', name: 'Fictional Council' },
    roles: ['EDITOR'],
    scopes: null,
    sessionId: null,
    requestId: 'closing',
  };
  return journey.api.app.get(Transactions).run(caller, (tx) => work(service, tx, caller));
}
