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
