import { CLAIM, Claimed, DECIDE, HALDEN, OPERATOR, TestDirectory } from './test-directory';
import {
  accepted,
  CHANGE,
  decision,
  DECIDE_REQUEST,
  MY_REQUESTS,
  Newcomer,
  PENDING_REQUESTS,
  REQUEST,
  soleTrader,
  WITHDRAW_REQUEST,
} from './own-pages';

const FOUND =
  'query ($search: String) { suppliers(search: $search, filter: { relevance: ALL }) { totalCount edges { node { id } } } }';
const NOT_FOUND_ANYWHERE = { suppliers: { totalCount: 0, edges: [] } };

let directory: TestDirectory;

beforeAll(async () => {
  directory = await TestDirectory.begin();
});
afterAll(() => directory?.end());

const saying = (text: RegExp): string => expect.stringMatching(text) as string;

async function actionsOn(id: string): Promise<string[]> {
  const { rows } = await directory.owner.query<{ action: string }>(
    'SELECT action FROM audit_event WHERE subject_id = $1 ORDER BY at, sequence',
    [id],
  );
  return rows.map(({ action }) => action);
}

describe('a request for a page', () => {
  it('becomes a page, all of it the supplier’s word with a date, once an operator accepts, and is found from then on', async () => {
    const supplier = await Newcomer.in(directory, 'Quillmere Sensing', 'quillmere.example');
    const request = await supplier.ask(
      soleTrader('Quillmere Sensing (invented)', { website: 'https://www.quillmere.example', description: 'We count bats.' }),
    );
    expect(request).toMatchObject({ status: 'PENDING', version: 1, domainAgrees: true, candidates: [] });
    expect((await directory.api.send(null, FOUND, { search: 'quillmere' })).data).toEqual(NOT_FOUND_ANYWHERE);
    expect((await directory.api.send(supplier.editor, '{ mySupplier { id } }')).data).toEqual({ mySupplier: null });

    const page = await accepted(directory, request);
    expect((await directory.api.send(null, FOUND, { search: 'quillmere' })).data).toEqual({
      suppliers: { totalCount: 1, edges: [{ node: { id: page } }] },
    });
    const shown = await directory.read(page);
    expect(shown).toMatchObject({
      sizeBand: 'UNKNOWN',
      region: null,
      identifiers: [],
      claimedAt: expect.any(String) as string,
    });
    expect(shown.sectors).toEqual([{ code: 'environment', source: 'SELF_DECLARED' }]);
    expect(shown.facts.map(({ field, value, source }) => [field, value, source])).toEqual([
      ['countryOfOrigin', 'United Kingdom', 'SELF_DECLARED'],
      ['description', 'We count bats.', 'SELF_DECLARED'],
      ['name', 'Quillmere Sensing (invented)', 'SELF_DECLARED'],
      ['noIdentifier', 'A sole trader, who is in no register (invented).', 'SELF_DECLARED'],
      ['sectors', 'environment', 'SELF_DECLARED'],
      ['technologies', 'sensor-or-actuator', 'SELF_DECLARED'],
      ['website', 'https://www.quillmere.example', 'SELF_DECLARED'],
    ]);
    const { data } = await directory.api.send<{ supplier: { provenance: string; facts: { recordedAt: string }[] } }>(
      null,
      'query ($id: ID!) { supplier(id: $id) { provenance facts { recordedAt } } }',
      { id: page },
    );
    expect(data.supplier.provenance).toBe('SELF_DECLARED');
    for (const { recordedAt } of data.supplier.facts) expect(Date.now() - Date.parse(recordedAt)).toBeLessThan(600_000);

    await directory.api.done(supplier.editor, 'UpdateSupplierProfile', { input: { supplierId: page, sizeBand: 'MICRO' } });
    expect(await directory.told(supplier.editor)).toEqual([
      [request.id, 'Your organisation has a page now: Quillmere Sensing (invented). Looked up and called back (invented).'],
    ]);
    expect(await actionsOn(request.id)).toEqual(['page.requested', 'pageRequest.accepted']);
    expect(await directory.refusal(supplier.editor, REQUEST, soleTrader('Quillmere Two (invented)'))).toMatchObject({
      code: 'CONFLICT',
      message: saying(/^An organisation has one page, and this one has one already/),
    });
  });

  it('is told at its fields what will not do, and nothing is kept of it', async () => {
    const { editor } = await Newcomer.in(directory, 'Wrongly', 'wrongly.example');
    const fieldsOf = async (said: object): Promise<unknown> =>
      ((await directory.refusal(editor, REQUEST, soleTrader('Wrongly', said))).fields as { path: string }[]).map(
        ({ path }) => path,
      );
    expect(await fieldsOf({ noIdentifierReason: ' ' })).toEqual(['noIdentifierReason']);
    const coh = (id: string) => ({ scheme: 'GB-COH', id });
    expect(await fieldsOf({ identifiers: [coh('7654321')] })).toEqual(['noIdentifierReason']);
    const withNumbers = (...identifiers: object[]) => ({ identifiers, noIdentifierReason: null });
    expect(await fieldsOf(withNumbers(coh('123456789')))).toEqual(['identifiers[0].id']);
    expect(await fieldsOf(withNumbers(coh('7654321'), { scheme: 'GB-FTS', id: '12' }))).toEqual(['identifiers[1].scheme']);
    expect(await fieldsOf(withNumbers(coh('7654321'), coh('07654321')))).toEqual(['identifiers[1].id']);
    expect(await fieldsOf(withNumbers({ scheme: 'ASSAY-DEMO', id: 'S001' }))).toEqual(['identifiers[0].scheme']);
    expect(await fieldsOf({ sectors: [], technologies: [] })).toEqual(['technologies']);
    expect(await fieldsOf({ sectors: ['sorcery'] })).toEqual(['sectors']);
    expect(await fieldsOf({ region: 'XX' })).toEqual(['region']);
    expect(await fieldsOf({ website: 'wrongly' })).toEqual(['website']);
    expect((await directory.api.send(editor, MY_REQUESTS)).data).toEqual({ myPageRequests: [] });
  });

  it('leads to a page that has its number or a name like its, unless the supplier says that none of them is its own', async () => {
    const there = await directory.unclaimedPage('Bramblewick Gateways (South)');
    await directory.owner.query(`UPDATE supplier SET provenance = 'FIND_A_TENDER' WHERE id = $1`, [there.slice(4)]);
    const supplier = await Newcomer.in(directory, 'Asker', 'asker.example');
    const input = soleTrader('Bramblewik Gateway Ltd');
    const refused = await directory.refusal(supplier.editor, REQUEST, input);
    expect(refused).toMatchObject({
      code: 'CONFLICT',
      message: saying(/“Bramblewick Gateways \(South\)”/),
      candidates: [there],
    });
    const { data } = await directory.api.send(
      supplier.editor,
      'query ($input: PageCandidatesInput!) { pageCandidates(input: $input) { id name hasIdentifier hasName isClaimed isDenied } }',
      { input: { name: 'Bramblewik Gateway Ltd', identifiers: [] } },
    );
    const candidate = {
      id: there,
      name: 'Bramblewick Gateways (South)',
      hasIdentifier: false,
      hasName: true,
      isClaimed: false,
    };
    expect(data).toEqual({ pageCandidates: [{ ...candidate, isDenied: false }] });

    const request = await supplier.ask({ ...input, notOurs: [there] });
    const pending = await directory.api.send<{ pendingPageRequests: { id: string }[] }>(OPERATOR, PENDING_REQUESTS);
    expect(pending.data.pendingPageRequests.find(({ id }) => id === request.id)).toEqual({
      id: request.id,
      name: 'Bramblewik Gateway Ltd',
      claimant: { name: 'Asker', person: { email: supplier.editor } },
      candidates: [{ id: there, hasIdentifier: false, hasName: true, isDenied: true }],
    });
    expect(await accepted(directory, request)).not.toBe(there);
  });

  it('with a number that another page has cannot be accepted, be it that the supplier says it is not its own', async () => {
    const there = await directory.unclaimedPage('Numbered Works');
    await directory.owner.query(`UPDATE supplier SET provenance = 'FIND_A_TENDER' WHERE id = $1`, [there.slice(4)]);
    await directory.owner.query(
      `UPDATE organisation_identifier i SET scheme = 'GB-COH', identifier = '09994001' FROM supplier s WHERE s.organisation_id = i.organisation_id AND s.id = $1`,
      [there.slice(4)],
    );
    const supplier = await Newcomer.in(directory, 'Twin', 'twin.example');
    const input = soleTrader('Wholly Otherwise (invented)', {
      identifiers: [{ scheme: 'gb-coh', id: '9994001' }],
      noIdentifierReason: null,
    });
    expect(await directory.refusal(supplier.editor, REQUEST, input)).toMatchObject({ candidates: [there] });
    const request = await supplier.ask({ ...input, notOurs: [there] });
    expect(request.identifiers).toEqual([{ scheme: 'GB-COH', id: '09994001' }]);
    expect(await directory.refusal(OPERATOR, DECIDE_REQUEST, decision(request, 'ACCEPT'))).toMatchObject({
      code: 'CONFLICT',
      message: saying(/^GB-COH 09994001 is the number of the page of Numbered Works/),
    });
    const { rows } = await directory.owner.query('SELECT FROM supplier WHERE organisation_id = $1', [supplier.organisationId]);
    expect(rows).toEqual([]);
    await directory.send(OPERATOR, DECIDE_REQUEST, decision(request, 'REFUSE', 'Claim the page of Numbered Works.'));
    expect((await directory.told(supplier.editor))[0][1]).toMatch(/was refused\..+ Claim the page of Numbered Works\.$/);
  });

  it('is changed when an operator asks for it, keeps what was written, and waits again', async () => {
    const supplier = await Newcomer.in(directory, 'Mending', 'mending.example');
    const request = await supplier.ask(soleTrader('Mending (invented)'));
    await directory.send(OPERATOR, DECIDE_REQUEST, decision(request, 'ASK_CHANGES', 'Say where you trade from.'));
    expect((await directory.told(supplier.editor))[0]).toEqual([
      request.id,
      'An operator asks you to change your request for a page, Mending (invented). What you wrote is kept. Say where you trade from.',
    ]);
    const { data } = await directory.api.send<{ myPageRequests: { version: number }[] }>(supplier.editor, MY_REQUESTS);
    expect(data.myPageRequests).toEqual([
      expect.objectContaining({
        status: 'CHANGES_REQUESTED',
        name: 'Mending (invented)',
        authority: 'I am the sole trader; see the imprint of the website (invented).',
        reason: 'Say where you trade from.',
      }),
    ]);
    const pending = await directory.api.send<{ pendingPageRequests: { id: string }[] }>(OPERATOR, PENDING_REQUESTS);
    expect(pending.data.pendingPageRequests.map(({ id }) => id)).not.toContain(request.id);
    const again = { ...soleTrader('Mending of Ludmere (invented)'), pageRequestId: request.id };
    expect(await directory.refusal(supplier.editor, CHANGE, { ...again, expectedVersion: 1 })).toMatchObject({
      code: 'CONFLICT',
      currentVersion: 2,
    });
    const { changePageRequest } = await directory.send<{ changePageRequest: { pageRequest: { id: string; version: number } } }>(
      supplier.editor,
      CHANGE,
      { ...again, expectedVersion: 2 },
    );
    expect(changePageRequest.pageRequest).toMatchObject({
      status: 'PENDING',
      version: 3,
      name: 'Mending of Ludmere (invented)',
    });
    await accepted(directory, changePageRequest.pageRequest);
    expect(await actionsOn(request.id)).toEqual([
      'page.requested',
      'pageRequest.changesRequested',
      'pageRequest.changed',
      'pageRequest.accepted',
    ]);
  });

  it('is decided once, and as it was read', async () => {
    const supplier = await Newcomer.in(directory, 'Contended', 'contended.example');
    const request = await supplier.ask(soleTrader('Contended (invented)'));
    await directory.send(supplier.editor, CHANGE, {
      ...soleTrader('Contended Twice (invented)'),
      pageRequestId: request.id,
      expectedVersion: 1,
    });
    expect(await directory.refusal(OPERATOR, DECIDE_REQUEST, decision(request, 'ACCEPT'))).toMatchObject({
      code: 'CONFLICT',
      message: saying(/^The supplier has changed this request since you read it/),
    });
    const read = { id: request.id, version: 2 };
    const decideAtOnce = ['ACCEPT', 'REFUSE'].map(
      (decided) => () => directory.api.send(OPERATOR, DECIDE_REQUEST, { input: decision(read, decided) }),
    );
    const answers = await directory.api.together({ table: 'page_request', key: request.id.slice(4) }, decideAtOnce);
    const refused = answers.flatMap(({ errors }) => errors);
    expect(refused).toHaveLength(1);
    expect(refused[0].message).toMatch(
      /^.+ has (accepted|refused) this request already: “Looked at.” What you decided was not recorded\.$/,
    );
  });

  it('is withdrawn until it is decided, and can then be asked for again; one waits at a time', async () => {
    const supplier = await Newcomer.in(directory, 'Wavering', 'wavering.example');
    const request = await supplier.ask(soleTrader('Wavering (invented)'));
    expect(await directory.refusal(supplier.editor, REQUEST, soleTrader('Wavering Two'))).toMatchObject({
      code: 'CONFLICT',
      message: saying(/^Your organisation has asked for a page already: “Wavering \(invented\)”/),
    });
    const withdrawal = { pageRequestId: request.id };
    for (const other of [HALDEN, OPERATOR])
      expect((await directory.refusal(other, WITHDRAW_REQUEST, withdrawal)).code).toBe(
        other === OPERATOR ? 'FORBIDDEN' : 'NOT_FOUND',
      );
    await directory.send(supplier.editor, WITHDRAW_REQUEST, withdrawal);
    expect(await directory.refusal(OPERATOR, DECIDE_REQUEST, decision(request, 'ACCEPT'))).toMatchObject({
      code: 'CONFLICT',
      message: saying(/^The supplier has withdrawn this request/),
    });
    expect(await directory.refusal(supplier.editor, WITHDRAW_REQUEST, withdrawal)).toMatchObject({
      code: 'CONFLICT',
      message: saying(/^Your organisation has withdrawn this request already/),
    });
    expect((await supplier.ask(soleTrader('Wavering (invented)'))).status).toBe('PENDING');
    expect(await actionsOn(request.id)).toEqual(['page.requested', 'pageRequest.withdrawn']);
  });

  it('ends with the page that the supplier is given otherwise, and so do its claims with its own page', async () => {
    const wanted = async (name: string): Promise<string> => {
      const page = await directory.unclaimedPage(name);
      await directory.owner.query(`UPDATE supplier SET provenance = 'FIND_A_TENDER' WHERE id = $1`, [page.slice(4)]);
      return page;
    };
    const claimOf = async ({ editor }: Newcomer, supplierId: string): Promise<string> =>
      (await directory.send<Claimed>(editor, CLAIM, { supplierId, identifierScheme: 'GB-COH', identifier: '1' })).claimSupplier
        .claim.id;
    const claimant = await Newcomer.in(directory, 'Rather claiming', 'rather.example');
    await claimant.ask(soleTrader('Rather (invented)'));
    const claimId = await claimOf(claimant, await wanted('Elsewhere'));
    await directory.send(OPERATOR, DECIDE, { claimId, accept: true, reason: 'Shown in person.' });
    expect((await directory.api.send(claimant.editor, MY_REQUESTS)).data).toMatchObject({
      myPageRequests: [{ status: 'REFUSED', reason: saying(/^Your organisation was given a page that it claimed/) }],
    });

    const asker = await Newcomer.in(directory, 'Rather asking', 'asking.example');
    await claimOf(asker, await wanted('Somewhere'));
    await asker.openPage(soleTrader('Rather asking (invented)'));
    expect((await directory.api.send(asker.editor, '{ myClaims { status reason } }')).data).toEqual({
      myClaims: [{ status: 'REFUSED', reason: saying(/^Your organisation was given a page of its own/) }],
    });
  });

  it('of the demonstration opens a page of the demonstration, with no number of a public register', async () => {
    const { editor } = await directory.newcomer('Actors', 'actors.example');
    const named = (scheme: string, id: string) =>
      soleTrader('Actors (demonstration)', { identifiers: [{ scheme, id }], noIdentifierReason: null });
    expect(await directory.refusal(editor, REQUEST, named('GB-COH', '09994444'))).toMatchObject({
      message: saying(/^Your organisation was invented for the demonstration/),
    });
    const { requestPage } = await directory.send<{ requestPage: { pageRequest: { id: string; version: number } } }>(
      editor,
      REQUEST,
      named('ASSAY-DEMO', 'A-1'),
    );
    const page = await accepted(directory, requestPage.pageRequest);
    const { data } = await directory.api.send(
      null,
      'query ($id: ID!) { supplier(id: $id) { provenance identifiers { id verifiedAt } } }',
      {
        id: page,
      },
    );
    expect(data).toEqual({ supplier: { provenance: 'DEMONSTRATION', identifiers: [{ id: 'A-1', verifiedAt: null }] } });
  });
});
