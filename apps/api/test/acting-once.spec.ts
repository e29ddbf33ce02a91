import { setTimeout as wait } from 'node:timers/promises';
import { EvidenceJourney, TOMORROW } from './evidence-journey';

/** A key that a client makes for one request. */
const key = (text: string) => ({ 'idempotency-key': `acting-once-${text}` });

describe('a request that arrives twice under one Idempotency-Key', () => {
  let journey: EvidenceJourney;
  beforeAll(async () => {
    journey = await EvidenceJourney.begin();
  });
  afterAll(() => journey.end());

  /** The same request, one after the other and then twice at the same moment: each gets the first answer, or is told of it. */
  async function sendAgainAndAgain(who: string, query: string, input: object, headers: Record<string, string>): Promise<void> {
    const first = await journey.api.send(who, query, { input }, headers);
    expect(first.errors).toEqual([]);
    const again = [
      await journey.api.send(who, query, { input }, headers),
      ...(await Promise.all([1, 2].map(() => journey.api.send(who, query, { input }, headers)))),
    ];
    for (const { data, errors } of again) {
      expect(errors).toEqual([]);
      expect(data).toEqual(first.data);
    }
  }

  const count = async (sql: string, value: string): Promise<number> => (await journey.rows.query<object>(sql, [value])).length;

  it('asks a question once: the buyer reads it, and is told of it, once', async () => {
    const procurement = await journey.requested();
    const { id } = await journey.invitationOf(journey.first, procurement);
    const query =
      'mutation ($input: AskClarificationInput!) { askClarification(input: $input) { clarification { id question } } }';
    const input = { invitationId: id, question: 'How many sensors are there?' };
    await sendAgainAndAgain(journey.first.editor, query, input, key(`ask-${id}`));
    const asked = 'SELECT FROM clarification c JOIN evidence_request r ON r.id = c.request_id WHERE r.procurement_id = $1';
    expect(await count(asked, procurement.key)).toBe(1);
    const told = `SELECT FROM notification WHERE kind = 'CLARIFICATION_ASKED' AND procurement_id = $1`;
    expect(await count(told, procurement.key)).toBe(1);
  });

  describe('while the first is under way', () => {
    const ASK =
      'mutation ($input: AskClarificationInput!) { askClarification(input: $input) { clarification { id question } } }';
    const keyed = async (text: string) => {
      const procurement = await journey.requested();
      const { id } = await journey.invitationOf(journey.first, procurement);
      const input = { invitationId: id, question: 'How many sensors are there?' };
      const headers = key(`${text}-${id}`);
      const send = (api = journey.api, asked: object = input) =>
        api.send<{ askClarification: object }>(journey.first.editor, ASK, { input: asked }, headers);
      const asked = 'SELECT FROM clarification c JOIN evidence_request r ON r.id = c.request_id WHERE r.procurement_id = $1';
      return { procurement, input, headers, send, times: () => count(asked, procurement.key) };
    };
    const STILL = 'is still being carried out';

    it('waits for it and is answered the same, also by another process', async () => {
      const beside = await journey.api.beside();
      for (const api of [journey.api, beside]) await api.token(journey.first.editor);
      const { procurement, input, send, times } = await keyed('at-once');
      const answers = await journey.api.together(
        { table: 'evidence_request', key: procurement.key, column: 'procurement_id' },
        [() => send(), () => send(beside), () => send(), () => send(beside, { ...input, question: 'And how many cameras?' })],
      );
      await beside.stop();
      const same = answers.slice(0, 3);
      expect(same.map(({ status, errors }) => [status, errors])).toEqual([1, 2, 3].map(() => [200, []]));
      expect(new Set(same.map(({ data }) => JSON.stringify(data.askClarification))).size).toBe(1);
      expect(answers[3].errors[0].message).toContain('was used for another request');
      expect(await times()).toBe(1);
    });

    it('waits for its answer once it has committed', async () => {
      const { headers, send, times } = await keyed('answer');
      const first = await send();
      const [{ response }] = await journey.rows.query<{ response: object }>(
        'SELECT response FROM idempotency_key WHERE key = $1',
        [headers['idempotency-key']],
      );
      const set = 'UPDATE idempotency_key SET response = $2 WHERE key = $1';
      await journey.rows.query(set, [headers['idempotency-key'], null]);
      const again = send();
      await wait(200);
      await journey.rows.query(set, [headers['idempotency-key'], JSON.stringify(response)]);
      expect(await again).toEqual(first);
      expect(await times()).toBe(1);
    });

    it('is told so when that takes long, and can be sent again as it is', async () => {
      const { headers, send, times } = await keyed('long');
      const other = await journey.api.database.connectAs('owner');
      try {
        await other.query('BEGIN');
        await other.query(
          `INSERT INTO idempotency_key (user_id, key, organisation_id, request_hash)
           SELECT id, $2, gen_random_uuid(), 'the same' FROM user_account WHERE email = $1`,
          [journey.first.editor, headers['idempotency-key']],
        );
        const { errors } = await send();
        expect(errors[0]).toMatchObject({
          message: expect.stringContaining(STILL) as string,
          extensions: { code: 'CONFLICT' },
        });
        expect(errors[0].extensions.fields).toBeUndefined();
      } finally {
        await other.query('ROLLBACK');
        await other.end();
      }
      expect((await send()).errors).toEqual([]);
      await journey.rows.query('UPDATE idempotency_key SET response = NULL WHERE key = $1', [headers['idempotency-key']]);
      expect((await send()).errors[0].message).toContain(STILL);
      // Of a process that ended before it could keep an answer.
      await journey.rows.query(`UPDATE idempotency_key SET created_at = now() - interval '1 hour' WHERE key = $1`, [
        headers['idempotency-key'],
      ]);
      expect((await send()).errors[0]).toMatchObject({
        message: expect.stringContaining('was already carried out') as string,
        extensions: { code: 'CONFLICT', fields: [{ path: 'Idempotency-Key' }] },
      });
      expect(await times()).toBe(1);
    });

    it('acts when the first comes to nothing', async () => {
      const { procurement, headers, send, times } = await keyed('nothing');
      await journey.rows.query(
        `CREATE FUNCTION refused_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
           IF nextval('refusals') = 1 THEN RAISE EXCEPTION 'is refused once' USING ERRCODE = 'AS001'; END IF; RETURN NEW; END $$;
         CREATE SEQUENCE refusals; GRANT USAGE ON SEQUENCE refusals TO PUBLIC;
         CREATE TRIGGER refused_once BEFORE INSERT ON clarification FOR EACH ROW EXECUTE FUNCTION refused_once()`,
      );
      const answers = await journey.api.together(
        { table: 'evidence_request', key: procurement.key, column: 'procurement_id' },
        [() => send(), () => send()],
      );
      await journey.rows.query(
        'DROP TRIGGER refused_once ON clarification; DROP FUNCTION refused_once(); DROP SEQUENCE refusals',
      );
      expect(answers.flatMap(({ errors }) => errors.map(({ message }) => message))).toEqual([
        expect.stringContaining('is refused once'),
      ]);
      expect((await send()).data).toEqual(answers.find(({ errors }) => errors.length === 0)?.data);
      expect(await times()).toBe(1);
      expect(await count('SELECT FROM idempotency_key WHERE key = $1', headers['idempotency-key'])).toBe(1);
    });
  });

  it('does not show a secret again, and says what to do where it did not arrive', async () => {
    const query = 'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret } }';
    const input = { name: 'Shown once (invented)', scopes: ['READ'] };
    const headers = key('secret');
    expect((await journey.api.send(journey.buyer.editor, query, { input }, headers)).errors).toEqual([]);
    const { errors } = await journey.api.send(journey.buyer.editor, query, { input }, headers);
    expect(errors).toMatchObject([
      {
        message: expect.stringMatching(/kept nowhere and cannot be shown again.*revoke the token/),
        extensions: { code: 'CONFLICT' },
      },
    ]);
  });

  it('imports a specification once', async () => {
    const { createProcurement } = await journey.api.done<{ createProcurement: { procurement: { id: string } } }>(
      journey.buyer.editor,
      'CreateProcurement',
      { input: { title: 'Sensors (invented)' } },
    );
    const procurementId = createProcurement.procurement.id;
    const query =
      'mutation ($input: ImportSpecificationInput!) { importSpecification(input: $input) { requirements { id ref } skipped { line } } }';
    const text = 'The supplier shall not use default passwords.\nThe supplier must report incidents within a day.';
    await sendAgainAndAgain(journey.buyer.editor, query, { procurementId, text }, key(`import-${procurementId}`));
    expect(await count('SELECT FROM requirement WHERE procurement_id = $1', procurementId.slice('prc_'.length))).toBe(2);
    const imported = await journey.actions(journey.buyer.id, procurementId);
    expect(imported.filter((action) => action === 'specification.imported')).toHaveLength(1);
  });

  it('adds requirements once, also those that are numbered on since their refs were taken', async () => {
    const { createProcurement } = await journey.api.done<{ createProcurement: { procurement: { id: string } } }>(
      journey.buyer.editor,
      'CreateProcurement',
      { input: { title: 'Sensors (invented)' } },
    );
    const procurementId = createProcurement.procurement.id;
    const query = 'mutation ($input: AddRequirementsInput!) { addRequirements(input: $input) { requirements { ref } } }';
    const requirements = [
      { ref: 'S-1', text: 'The data can be exported.' },
      { text: 'Updates are signed.' },
      { ref: 'S-2', text: 'Devices have no default passwords.' },
    ];
    const taken = [{ ref: 'S-1', text: 'Sensors are painted green.' }];
    await journey.api.done(journey.buyer.editor, 'AddRequirements', { input: { procurementId, requirements: taken } });
    const refused = await journey.api.send(journey.buyer.editor, query, { input: { procurementId, requirements } });
    expect(refused.errors[0].message).toContain('There is a requirement S-1 already');
    const input = { procurementId, requirements, numberOn: true };
    await sendAgainAndAgain(journey.buyer.editor, query, input, key(`add-${procurementId}`));
    const rows = await journey.rows.query<{ ref: string }>(
      'SELECT ref FROM requirement WHERE procurement_id = $1 ORDER BY position',
      [procurementId.slice('prc_'.length)],
    );
    expect(rows.map(({ ref }) => ref)).toEqual(['S-1', 'R-01', 'R-02', 'S-2']);
  });

  it('asks a supplier for changes once, and tells it once', async () => {
    const procurement = await journey.requested();
    const { id } = await journey.submitted(journey.second, procurement);
    await journey.rows.deadlinePasses(procurement);
    const query = 'mutation ($input: RequestChangesInput!) { requestChanges(input: $input) { invitation { id state } } }';
    const input = { invitationId: id, wanted: 'Say which format.', dueAt: TOMORROW() };
    await sendAgainAndAgain(journey.buyer.editor, query, input, key(`changes-${id}`));
    const asked = await journey.actions(journey.second.organisationId, id);
    expect(asked.filter((action) => action === 'changes.requested')).toHaveLength(1);
    const told = `SELECT FROM notification WHERE kind = 'CHANGES_REQUESTED' AND procurement_id = $1`;
    expect(await count(told, procurement.key)).toBe(1);
  });

  it('submits a response once, and nothing else by the same key', async () => {
    const procurement = await journey.requested();
    const { id } = await journey.submitted(journey.second, procurement);
    const query =
      'mutation ($input: SubmitResponseInput!) { submitResponse(input: $input) { invitation { state } submission { number hash } } }';
    await sendAgainAndAgain(journey.second.signatory, query, { invitationId: id }, key(`submit-${id}`));
    expect(await count('SELECT FROM submission WHERE invitation_id = $1', id.slice('inv_'.length))).toBe(2);
    const other = await journey.invitationOf(journey.second, await journey.requested());
    const { errors } = await journey.api.send(
      journey.second.signatory,
      query,
      { input: { invitationId: other.id } },
      key(`submit-${id}`),
    );
    expect(errors[0]).toMatchObject({
      message: expect.stringContaining('was used for another request') as string,
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(await count('SELECT FROM submission WHERE invitation_id = $1', other.id.slice('inv_'.length))).toBe(0);
  });
});
