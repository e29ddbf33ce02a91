import { ClaimsSettled1550 } from '../../../migrations/1550-claims-settled';
import { BUYER, CLAIM, Claimed, DECIDE, HALDEN, OPERATOR, ORRIN, TestDirectory } from './test-directory';

let directory: TestDirectory;
let halden: string;

beforeAll(async () => {
  directory = await TestDirectory.begin();
  halden = await directory.pageOf('Halden Vision (demonstration)');
});

afterAll(() => directory?.end());

describe('a claim', () => {
  it('is compared, waits for an operator, and makes the page the claimant’s with what it was found by', async () => {
    const page = await directory.unclaimedPage('Claimable');
    const { editor, organisationId } = await directory.newcomer('Newcomer', 'new.example');
    const input = { supplierId: page, identifierScheme: 'ASSAY-DEMO', identifier: 'N-Claimable' };
    const { claimSupplier } = await directory.send<Claimed>(editor, CLAIM, input);
    const { id } = claimSupplier.claim;
    expect(claimSupplier.claim).toMatchObject({ status: 'PENDING', identifierAgrees: true, domainAgrees: true });
    expect(await directory.refusal(editor, CLAIM, input)).toMatchObject({ code: 'CONFLICT' });
    expect(await directory.refusal(editor, 'UpdateSupplierProfile', { supplierId: page, description: 'Early.' })).toMatchObject(
      {
        code: 'FORBIDDEN',
      },
    );

    const decision = { claimId: id, accept: true, reason: 'The number and the domain agree.' };
    for (const other of [editor, BUYER])
      expect(await directory.refusal(other, DECIDE, decision)).toMatchObject({ code: 'FORBIDDEN' });
    const pending = await directory.api.send<{ pendingClaims: { id: string; supplier: { id: string } }[] }>(
      OPERATOR,
      '{ pendingClaims { id supplier { id } } }',
    );
    expect(pending.data.pendingClaims).toEqual([{ id, supplier: { id: page } }]);
    await directory.send(OPERATOR, DECIDE, decision);

    const taken = await directory.read(page);
    expect(taken.claimedAt).not.toBeNull();
    expect(taken.identifiers).toEqual([{ scheme: 'ASSAY-DEMO', id: 'N-Claimable', verifiedAt: expect.any(String) }]);
    const { rows } = await directory.owner.query('SELECT organisation_id FROM supplier WHERE id = $1', [page.slice(4)]);
    expect(rows).toEqual([{ organisation_id: organisationId }]);
    await directory.api.done(editor, 'UpdateSupplierProfile', { input: { supplierId: page, description: 'Ours now.' } });
    expect(await directory.refusal(OPERATOR, DECIDE, decision)).toMatchObject({ code: 'CONFLICT' });
    expect(await directory.told(editor)).toEqual([
      [id, 'The page of Claimable is yours now. The number and the domain agree.'],
    ]);
  });

  it('that proves nothing can be refused, and the page stays as it was', async () => {
    const page = await directory.unclaimedPage('Coveted');
    const { editor } = await directory.newcomer('Stranger', 'elsewhere.example');
    const { claimSupplier } = await directory.send<Claimed>(editor, CLAIM, {
      supplierId: page,
      identifierScheme: 'GB-COH',
      identifier: '1',
    });
    expect(claimSupplier.claim).toMatchObject({ identifierAgrees: false, domainAgrees: false });
    await directory.send(OPERATOR, DECIDE, { claimId: claimSupplier.claim.id, accept: false, reason: 'Nothing agrees.' });
    expect(await directory.read(page)).toMatchObject({ claimedAt: null });
    expect(await directory.told(editor)).toEqual([
      [claimSupplier.claim.id, 'Your claim to the page of Coveted was refused. Nothing agrees.'],
    ]);
  });

  it('is no way to a page that is taken, nor to a second page', async () => {
    const { editor } = await directory.newcomer('Grabber', 'grab.example');
    const proof = { identifierScheme: 'ASSAY-DEMO', identifier: 'S001' };
    expect(await directory.refusal(editor, CLAIM, { supplierId: halden, ...proof })).toMatchObject({ code: 'CONFLICT' });
    expect(await directory.refusal(HALDEN, CLAIM, { supplierId: halden, ...proof })).toMatchObject({ code: 'CONFLICT' });
    const free = await directory.unclaimedPage('Free');
    expect((await directory.refusal(ORRIN, CLAIM, { supplierId: free, ...proof })).message).toContain('has one already');
    expect(await directory.refusal(BUYER, CLAIM, { supplierId: free, ...proof })).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('of the demonstration is no way to a real page, nor a real one to an invented page, in the database either', async () => {
    const proof = { identifierScheme: 'GB-COH', identifier: '1' };
    const [real, invented] = [await directory.unclaimedPage('Truly there'), await directory.unclaimedPage('Made up')];
    await directory.owner.query(`UPDATE supplier SET provenance = 'FIND_A_TENDER' WHERE id = $1`, [real.slice(4)]);
    const actor = await directory.newcomer('Actor', 'actor.example');
    const firm = await directory.newcomer('Firm', 'firm.example');
    await directory.owner.query(`UPDATE organisation SET provenance = 'SELF_DECLARED' WHERE id = $1`, [firm.organisationId]);
    expect(await directory.refusal(actor.editor, CLAIM, { supplierId: real, ...proof })).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('the claimant belongs to the demonstration') as string,
    });
    expect(await directory.refusal(firm.editor, CLAIM, { supplierId: invented, ...proof })).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('was invented for the demonstration') as string,
    });
    for (const [page, to] of [
      [real, actor],
      [invented, firm],
    ] as const)
      await expect(
        directory.owner.query('UPDATE supplier SET organisation_id = $2 WHERE id = $1', [page.slice(4), to.organisationId]),
      ).rejects.toThrow('are kept apart');
  });

  it('that waited before its claimant was said to be of the demonstration cannot be accepted, but refused', async () => {
    const page = await directory.unclaimedPage('Real after all');
    const { editor } = await directory.newcomer('Actor in time', 'in-time.example');
    const input = { supplierId: page, identifierScheme: 'GB-COH', identifier: '1' };
    const { id } = (await directory.send<Claimed>(editor, CLAIM, input)).claimSupplier.claim;
    await directory.owner.query(`UPDATE supplier SET provenance = 'FIND_A_TENDER' WHERE id = $1`, [page.slice(4)]);
    const accepted = await directory.refusal(OPERATOR, DECIDE, { claimId: id, accept: true, reason: 'The number agrees.' });
    expect(accepted.message).toContain('the claimant belongs to the demonstration');
    await directory.send(OPERATOR, DECIDE, { claimId: id, accept: false, reason: 'It is real.' });
    expect(await directory.read(page)).toMatchObject({ claimedAt: null });
  });

  it('that is not accepted is refused and told of when the page goes to another, who decided what is said', async () => {
    const page = await directory.unclaimedPage('Contested');
    const claims: string[] = [];
    const editors: string[] = [];
    for (const name of ['first', 'second']) {
      const { editor } = await directory.newcomer(name, `${name}.example`);
      const { claimSupplier } = await directory.send<Claimed>(editor, CLAIM, {
        supplierId: page,
        identifierScheme: 'GB-COH',
        identifier: '1',
      });
      claims.push(claimSupplier.claim.id);
      editors.push(editor);
    }
    await directory.send(OPERATOR, DECIDE, { claimId: claims[0], accept: true, reason: 'Shown in person.' });
    const [[subject, text]] = await directory.told(editors[1]);
    expect(subject).toBe(claims[1]);
    expect(text).toContain('Your claim to the page of Contested was refused. Another organisation claimed this page too');
    const { data } = await directory.api.send<{ myClaims: object[] }>(editors[1], '{ myClaims { id status } }');
    expect(data.myClaims).toEqual([{ id: claims[1], status: 'REFUSED' }]);
    const late = await directory.refusal(OPERATOR, DECIDE, { claimId: claims[1], accept: true, reason: 'Too.' });
    expect(late).toMatchObject({ code: 'CONFLICT' });
    expect(late.message).toMatch(/^.+ has refused this claim already: “Another organisation/);
    expect(await directory.refusal(OPERATOR, DECIDE, { claimId: claims[0], accept: false, reason: 'No.' })).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(
        /^.+ has accepted this claim already: “Shown in person.” What you decided was not recorded.$/,
      ),
    });
  });

  it('of one that is given a page is refused where it waits for another, since an organisation has one', async () => {
    const [wanted, other] = [await directory.unclaimedPage('Wanted'), await directory.unclaimedPage('Wanted too')];
    const { editor } = await directory.newcomer('Wanting', 'wanting.example');
    const claims: string[] = [];
    for (const supplierId of [wanted, other]) {
      const input = { supplierId, identifierScheme: 'GB-COH', identifier: '1' };
      claims.push((await directory.send<Claimed>(editor, CLAIM, input)).claimSupplier.claim.id);
    }
    await directory.send(OPERATOR, DECIDE, { claimId: claims[0], accept: true, reason: 'Shown in person.' });
    expect(await directory.told(editor)).toEqual(
      expect.arrayContaining([
        [claims[1], expect.stringContaining('refused. Your organisation was given another page') as string],
      ]),
    );
    expect(await directory.read(other)).toMatchObject({ claimedAt: null });
    const { rows } = await directory.owner.query('SELECT status FROM claim WHERE id = $1', [claims[1].slice(4)]);
    expect(rows).toEqual([{ status: 'REFUSED' }]);
  });

  it('is not taken while its page is being given to another', async () => {
    const page = await directory.unclaimedPage('Just given');
    const { organisationId } = await directory.newcomer('Quicker', 'quicker.example');
    const { editor } = await directory.newcomer('Slower', 'slower.example');
    const input = { supplierId: page, identifierScheme: 'GB-COH', identifier: '1' };
    const given = `organisation_id = '${organisationId}', claimed_at = now()`;
    const [late] = await directory.api.together({ table: 'supplier', key: page.slice(4), set: given }, [
      () => directory.refusal(editor, CLAIM, input),
    ]);
    expect(late).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('has taken over this page') });
  });

  it('that an earlier decision left waiting is refused by the migration, and waits again when it is taken back', async () => {
    const page = await directory.unclaimedPage('Left behind');
    const { editor } = await directory.newcomer('Forgotten', 'forgotten.example');
    const input = { supplierId: page, identifierScheme: 'GB-COH', identifier: '1' };
    const { claimSupplier } = await directory.send<Claimed>(editor, CLAIM, input);
    const { organisationId } = await directory.newcomer('Preferred', 'preferred.example');
    await directory.owner.query('UPDATE supplier SET organisation_id = $2, claimed_at = now() WHERE id = $1', [
      page.slice(4),
      organisationId,
    ]);
    const tables = await directory.api.database.tablesAs('owner');
    const runner = tables.createQueryRunner();
    const statusNow = async () =>
      (await directory.api.send<{ myClaims: object[] }>(editor, '{ myClaims { status } }')).data.myClaims;
    try {
      await new ClaimsSettled1550().refuseLeftWaiting(runner);
      expect(await statusNow()).toEqual([{ status: 'REFUSED' }]);
      expect(await directory.told(editor)).toEqual([
        [
          claimSupplier.claim.id,
          expect.stringMatching(/^Your claim to the page of Left behind was refused. Another organisation has taken over/),
        ],
      ]);
      await runner.startTransaction();
      await new ClaimsSettled1550().down(runner);
      const [{ status }] = (await runner.query('SELECT status FROM claim WHERE id = $1', [
        claimSupplier.claim.id.slice(4),
      ])) as { status: string }[];
      const left: unknown[] = await runner.query('SELECT FROM notification WHERE subject_id = $1', [claimSupplier.claim.id]);
      expect({ status, left }).toEqual({ status: 'PENDING', left: [] });
    } finally {
      await runner.rollbackTransaction().catch(() => undefined);
      await runner.release();
      await tables.destroy();
    }
  });

  it('shows who claims to the operator and to the claimant, and to nobody else', async () => {
    const page = await directory.unclaimedPage('Watched');
    const { editor, organisationId } = await directory.newcomer('Watchers', 'watchers.example');
    await directory.owner.query(
      `INSERT INTO organisation_identifier (key, organisation_id, scheme, identifier, published, is_primary, source)
       VALUES (gen_random_uuid(), $1, 'ASSAY-DEMO', 'W-1', 'W-1', true, 'DEMONSTRATION')`,
      [organisationId],
    );
    await directory.send<Claimed>(editor, CLAIM, { supplierId: page, identifierScheme: 'GB-COH', identifier: '1' });
    const claimant = 'claimant { name since identifiers { id } person { name email } }';
    const expected = [
      {
        claimant: {
          name: 'Watchers',
          since: expect.any(String),
          identifiers: [{ id: 'W-1' }],
          person: { name: 'Nell Newcomer', email: editor },
        },
      },
    ];
    expect((await directory.api.send(OPERATOR, `{ pendingClaims { ${claimant} } }`)).data).toEqual({ pendingClaims: expected });
    expect((await directory.api.send(editor, `{ myClaims { ${claimant} } }`)).data).toEqual({ myClaims: expected });
    expect((await directory.api.send(HALDEN, `{ myClaims { ${claimant} } }`)).data).toEqual({ myClaims: [] });
    for (const other of [editor, HALDEN, BUYER])
      expect((await directory.api.send(other, `{ pendingClaims { ${claimant} } }`)).errors[0].extensions.code).toBe(
        'FORBIDDEN',
      );
  });
});
