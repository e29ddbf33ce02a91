import { ownerDataSource } from '#platform';
import { AttestationJourney, DAY, refusal, VERIFIER } from './attestation-journey';

let journey: AttestationJourney;

beforeAll(async () => {
  journey = await AttestationJourney.begin();
});

afterAll(() => journey?.end());

describe('a verification', () => {
  it('may lower the strength and never raise it, and is not made by a supplier, on a day to come or before it was issued', async () => {
    const id = await journey.submit();
    expect(refusal(await journey.verify(id, { strength: 'INDEPENDENT_TESTING' }))).toEqual(['BAD_USER_INPUT', 'strength']);
    for (const checkedOn of [DAY(2), DAY(-31)])
      expect(refusal(await journey.verify(id, { checkedOn }))).toEqual(['BAD_USER_INPUT', 'checkedOn']);
    const input = { attestationId: id, outcome: 'VERIFIED', method: 'Trust me', checkedOn: DAY(0) };
    expect(refusal(await journey.api.run(journey.mine.signatory, 'VerifyAttestation', { input }))).toEqual(['FORBIDDEN']);
    expect((await journey.verify(id, { strength: 'ASSERTION' })).errors).toEqual([]);
    const { data } = await journey.api.send(
      null,
      'query ($id: ID!) { attestation(id: $id) { status strength claimedStrength verification { outcome verifiedBy { name } } documents { id } } }',
      { id },
    );
    expect(data).toEqual({
      attestation: {
        status: 'VERIFIED',
        strength: 'ASSERTION',
        claimedStrength: 'INDEPENDENT_VALIDATION',
        verification: { outcome: 'VERIFIED', verifiedBy: { name: 'Violet Shaw' } },
        documents: [],
      },
    });
    expect(refusal(await journey.verify(id))).toEqual(['ILLEGAL_TRANSITION']);
  });

  it('puts the new one in the place of the old one, which stays until then', async () => {
    const old = await journey.submit({ reference: 'OLD' });
    await journey.verify(old);
    const renewed = await journey.submit({ reference: 'NEW', supersedesId: old });
    expect(await journey.statusFor(null, old)).toBe('VERIFIED');
    expect((await journey.verify(renewed)).errors).toEqual([]);
    expect([await journey.statusFor(null, old), await journey.statusFor(null, renewed)]).toEqual(['SUPERSEDED', 'VERIFIED']);
  });

  it('leaves it on record that the old one was held until then', async () => {
    const old = await journey.submit({ reference: 'OLD' });
    await journey.verify(old);
    const renewed = await journey.submit({ reference: 'NEW', supersedesId: old });
    await journey.verify(renewed);
    const owner = await ownerDataSource(journey.api.database.ownerUrl, []).initialize();
    try {
      const recorded: object[] = await owner.query(
        `SELECT state, superseded_on = current_date AS today FROM attestation WHERE 'att_' || id = ANY ($1) ORDER BY state`,
        [[old, renewed]],
      );
      expect(recorded).toEqual([
        { state: 'SUPERSEDED', today: true },
        { state: 'VERIFIED', today: null },
      ]);
    } finally {
      await owner.destroy();
    }
  });

  it('leaves the old one in its place where the new one begins later: until then it is what is held', async () => {
    const old = await journey.submit({ reference: 'OLD' });
    await journey.verify(old);
    const ahead = await journey.submit({ reference: 'AHEAD', supersedesId: old, coversFrom: DAY(20) });
    expect((await journey.verify(ahead)).errors).toEqual([]);
    expect([await journey.statusFor(null, old), await journey.statusFor(null, ahead)]).toEqual(['VERIFIED', 'VERIFIED']);
  });

  it('is told to the supplier, with the reason where it rejects', async () => {
    const [good, lower, bad] = [await journey.submit(), await journey.submit(), await journey.submit({ reference: 'WRONG' })];
    await journey.verify(good);
    await journey.verify(lower, { strength: 'ASSERTION' });
    await journey.verify(bad, { outcome: 'REJECTED', note: 'The certificate is of another company.' });
    const { data } = await journey.api.send<{ notifications: { edges: { node: { subjectId: string; text: string } }[] } }>(
      journey.mine.editor,
      '{ notifications(first: 3) { edges { node { subjectId text } } } }',
    );
    expect(data.notifications.edges.map(({ node }) => [node.subjectId, node.text])).toEqual([
      [bad, 'Your attestation of Cyber Essentials (WRONG) was rejected: The certificate is of another company.'],
      [lower, 'Your attestation of Cyber Essentials (TEST-1) was verified at a lower strength than you claimed.'],
      [good, 'Your attestation of Cyber Essentials (TEST-1) was verified.'],
    ]);
  });

  it('that rejects is seen by the supplier and not by strangers', async () => {
    const id = await journey.submit();
    expect((await journey.verify(id, { outcome: 'REJECTED', note: 'The certificate is of another company.' })).errors).toEqual(
      [],
    );
    expect([
      await journey.statusFor(journey.mine.editor, id),
      await journey.statusFor(null, id),
      await journey.statusFor(journey.other.editor, id),
    ]).toEqual(['REJECTED', 'NOT_FOUND', 'NOT_FOUND']);
  });

  it('has a queue for verifiers alone, the oldest first', async () => {
    const ids = [await journey.submit({ reference: 'Q1' }), await journey.submit({ reference: 'Q2' })];
    const query = 'query ($after: String) { attestationQueue(first: 100, after: $after) { edges { node { id status } } } }';
    const { data } = await journey.api.send<{ attestationQueue: { edges: { node: { id: string; status: string } }[] } }>(
      VERIFIER,
      query,
      { after: null },
    );
    const nodes = data.attestationQueue.edges.map(({ node }) => node);
    expect(nodes.filter(({ id }) => ids.includes(id)).map(({ id }) => id)).toEqual(ids);
    expect(new Set(nodes.map(({ status }) => status))).toEqual(new Set(['SUBMITTED']));
    expect(refusal(await journey.api.send(journey.mine.editor, query))).toEqual(['FORBIDDEN']);
  });
});
