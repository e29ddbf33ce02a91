import { WatchReminders } from '#procurement';
import { dayOf, type PackContents, verifyPack } from '#pack';
import { Entry, fromBufferPromise } from 'yauzl';
import { text } from 'node:stream/consumers';
import { FictionalSupplier, REFS } from '#procurement/testing';
import { CANCEL } from './evidence-journey';
import { AnsweredProcurement, JudgementJourney } from './judgement-journey';

const VERIFIER = 'verifier@oversight.example';
const CREATE_PACK =
  'mutation ($input: CreateAssurancePackInput!) { createAssurancePack(input: $input) { pack { downloadUrl } } }';
const SUBMITTED = `query ($id: ID!) { submissions(procurementId: $id) { answers { evidenceStrength attestations { reference status statusNow withdrawnAt } } } }`;
const WATCHES = 'query ($id: ID!) { watches(procurementId: $id) { expiresOn attestation { reference } } }';
const NOTIFICATIONS = '{ notifications(first: 50) { edges { node { kind text } } } }';
const RECORD_CONTRACT = 'mutation ($input: RecordContractInput!) { recordContract(input: $input) { procurement { stage } } }';
const CLOSE = 'mutation ($input: CloseProcurementInput!) { closeProcurement(input: $input) { procurement { stage } } }';

const ENDS = { issued: -30, expires: 60 };
/** What a submission tells of an attestation. */
interface Seen {
  reference: string;
  status: string;
  statusNow: string;
  withdrawnAt: string | null;
}

const ENDS_FIRST = { issued: -30, expires: 20 };

/** What becomes of evidence after it was submitted. */
describe('Evidence that changes', () => {
  let journey: JudgementJourney;
  let winner: FictionalSupplier;
  let procurement: AnsweredProcurement;
  let attestations: Map<string, string>;

  /** Decided on evidence that was withdrawn, verified and refused after it was submitted, and on some that still waits or stands. */
  beforeAll(async () => {
    journey = await JudgementJourney.begin();
    const { rows } = journey.evidence;
    winner = await rows.supplier('Changing Fictional Ltd');
    attestations = new Map();
    for (const [reference, state] of [
      ['WITHDRAWN', 'VERIFIED'],
      ['LATELY', 'SUBMITTED'],
      ['REFUSED', 'SUBMITTED'],
      ['WAITING', 'SUBMITTED'],
      ['STANDS', 'VERIFIED'],
      ['RENEWED', 'VERIFIED'],
    ] as const) {
      attestations.set(
        reference,
        await rows.attestation(winner, reference, state, reference === 'WITHDRAWN' ? ENDS_FIRST : ENDS),
      );
    }
    procurement = await submitted([...attestations.values()]);
    await withdraw('WITHDRAWN');
    await verify('LATELY', 'VERIFIED');
    await verify('REFUSED', 'REJECTED');
    await award(procurement);
  });
  afterAll(() => journey.end());

  /** A procurement for which the winner has submitted answers that rest on attestations. */
  async function submitted(attestationIds: readonly string[]): Promise<AnsweredProcurement> {
    const asked = await journey.asked([winner]);
    const { id } = await journey.evidence.invitationOf(winner, asked);
    for (const ref of Object.values(REFS)) {
      const more = ref === REFS.GATE ? { attestationIds, strength: 'INDEPENDENT_VALIDATION' } : {};
      expect((await journey.evidence.save(winner, id, ref, more)).errors).toEqual([]);
    }
    await journey.api.done(winner.signatory, 'SubmitResponse', { input: { invitationId: id } });
    await journey.evidence.rows.deadlinePasses(asked);
    return asked;
  }

  async function award(answered: AnsweredProcurement): Promise<void> {
    await journey.declare(journey.assessor, answered);
    await journey.assessAll(journey.assessor, answered, winner, [{ score: 9 }, { score: 7 }]);
    await journey.acceptAgreed(journey.moderator, answered);
    expect((await journey.decide(journey.approver, answered, winner)).errors).toEqual([]);
  }

  async function withdraw(reference: string): Promise<void> {
    await journey.api.done(winner.signatory, 'WithdrawAttestation', { input: { attestationId: attestations.get(reference) } });
  }

  async function verify(reference: string, outcome: string): Promise<void> {
    const input = {
      attestationId: attestations.get(reference),
      outcome,
      method: 'Looked it up.',
      checkedOn: dayOf(new Date().toISOString()),
    };
    await journey.api.done(VERIFIER, 'VerifyAttestation', { input });
  }

  async function pack(): Promise<Buffer> {
    const { data, errors } = await journey.api.send<{ createAssurancePack: { pack: { downloadUrl: string } } }>(
      journey.approver,
      CREATE_PACK,
      { input: { procurementId: procurement.id } },
    );
    expect(errors).toEqual([]);
    const { body } = await journey.api.download(journey.approver, data.createAssurancePack.pack.downloadUrl);
    return body as Buffer;
  }

  /** What the pack says of each attestation: its status, and whether it was valid on the day of the decision. */
  async function packed(zip: Buffer): Promise<Record<string, [string, string]>> {
    const opened = await fromBufferPromise(zip);
    for await (const entry of opened.eachEntry()) {
      if ((entry as Entry).fileName !== 'pack.json') continue;
      const contents = JSON.parse(await text(await opened.openReadStreamPromise(entry as Entry))) as PackContents;
      const [gate] = contents.answers.filter(({ requirementRef }) => requirementRef === REFS.GATE);
      return Object.fromEntries(
        gate.attestations.map(({ reference, status, validOnDecision }) => [reference, [status, validOnDecision]]),
      );
    }
    throw new Error('the pack has no pack.json');
  }

  async function told(who: string): Promise<string[]> {
    const { data } = await journey.api.send<{ notifications: { edges: { node: { kind: string; text: string } }[] } }>(
      who,
      NOTIFICATIONS,
    );
    return data.notifications.edges.filter(({ node }) => node.kind === 'EVIDENCE_ENDS').map(({ node }) => node.text);
  }

  async function referenceOf({ id }: AnsweredProcurement): Promise<string> {
    const { data } = await journey.api.send<{ procurement: { reference: string } }>(
      journey.evidence.buyer.viewer,
      'query ($id: ID!) { procurement(id: $id) { reference } }',
      { id },
    );
    return data.procurement.reference;
  }

  const day = (days: number): string => dayOf(new Date(Date.now() + days * 86_400_000).toISOString());

  it('whoever judges an answer is told what became of its evidence since', async () => {
    const { data, errors } = await journey.api.send<{
      submissions: { answers: { attestations: Seen[] }[] }[];
    }>(journey.evidence.buyer.viewer, SUBMITTED, { id: procurement.id });
    expect(errors).toEqual([]);
    const seen = data.submissions[0].answers[0].attestations.map(({ reference, status, statusNow, withdrawnAt }) => [
      reference,
      [status, statusNow, withdrawnAt],
    ]);
    expect(Object.fromEntries(seen)).toEqual({
      WITHDRAWN: ['VERIFIED', 'WITHDRAWN', expect.stringMatching(/^\d{4}-\d\d-\d\dT/)],
      LATELY: ['SUBMITTED', 'VERIFIED', null],
      REFUSED: ['SUBMITTED', 'REJECTED', null],
      WAITING: ['SUBMITTED', 'SUBMITTED', null],
      STANDS: ['VERIFIED', 'VERIFIED', null],
      RENEWED: ['VERIFIED', 'VERIFIED', null],
    });
  });

  it('the grid tells when the first of it ends that was not taken back', async () => {
    const { data, errors } = await journey.api.send<{
      procurement: { grid: { requirement: { ref: string }; expiresOn: string | null }[] };
    }>(journey.evidence.buyer.viewer, 'query ($id: ID!) { procurement(id: $id) { grid { requirement { ref } expiresOn } } }', {
      id: procurement.id,
    });
    expect(errors).toEqual([]);
    const [gate] = data.procurement.grid.filter(({ requirement }) => requirement.ref === REFS.GATE);
    expect(gate.expiresOn).toBe(day(ENDS.expires));
  });

  it('the pack says of it what held on the day of the decision, whatever comes later', async () => {
    const onTheDay = {
      WITHDRAWN: ['WITHDRAWN', 'NO'],
      LATELY: ['VERIFIED', 'YES'],
      REFUSED: ['REJECTED', 'NO'],
      WAITING: ['SUBMITTED', 'UNKNOWN'],
      STANDS: ['VERIFIED', 'YES'],
      RENEWED: ['VERIFIED', 'YES'],
    };
    const first = await pack();
    expect(await packed(first)).toEqual(onTheDay);
    expect((await verifyPack(first)).ok).toBe(true);
    await withdraw('STANDS');
    expect(await packed(await pack())).toEqual(onTheDay);
  });

  it('what was taken back before the award is not watched, and what is taken back after it is told once to both', async () => {
    const { data, errors } = await journey.api.send<{ watches: { attestation: { reference: string } | null }[] }>(
      journey.evidence.buyer.viewer,
      WATCHES,
      { id: procurement.id },
    );
    expect(errors).toEqual([]);
    const watched = data.watches.map(({ attestation }) => attestation?.reference ?? 'hidden');
    expect(watched.sort()).toEqual(['LATELY', 'RENEWED', 'STANDS', 'hidden']);

    const reminders = journey.api.app.get(WatchReminders, { strict: false });
    await verify('WAITING', 'REJECTED');
    await reminders.run();
    await reminders.run();
    for (const who of [journey.approver, winner.editor]) {
      expect(await told(who)).toEqual([
        expect.stringContaining('was taken back') as string,
        expect.stringContaining('was taken back') as string,
      ]);
    }
    // an end that is near is told of what stands alone
    await reminders.run(day(40));
    expect((await told(winner.editor)).filter((words) => words.includes('ends on'))).toHaveLength(2);
  });

  it('what took the place of evidence is watched from then on, and its older form no more', async () => {
    const { rows } = journey.evidence;
    const renewal = await rows.attestation(winner, 'RENEWAL', 'SUBMITTED', { issued: -1, expires: 400 });
    await rows.query('ALTER TABLE attestation DISABLE TRIGGER USER');
    await rows.query('UPDATE attestation SET supersedes_id = $1 WHERE id = $2', [
      attestations.get('RENEWED')?.slice(4),
      renewal.slice(4),
    ]);
    await rows.query('ALTER TABLE attestation ENABLE TRIGGER USER');
    attestations.set('RENEWAL', renewal);
    await verify('RENEWAL', 'VERIFIED');
    const reminders = journey.api.app.get(WatchReminders, { strict: false });
    const before = (await told(winner.editor)).length;
    await reminders.run(day(54));
    // of LATELY alone, whose end is as near
    expect(await told(winner.editor)).toHaveLength(before + 1);
    const { data } = await journey.api.send<{ watches: { attestation: { reference: string } | null }[] }>(
      journey.evidence.buyer.viewer,
      WATCHES,
      { id: procurement.id },
    );
    expect(data.watches.map(({ attestation }) => attestation?.reference)).toContain('RENEWAL');
  });

  it('evidence that states no end is watched too, and told of when it is taken back', async () => {
    const { rows } = journey.evidence;
    attestations.set('ENDLESS', await rows.attestation(winner, 'ENDLESS', 'VERIFIED', { issued: -30, expires: null }));
    const own = await submitted([attestations.get('ENDLESS')!]);
    await award(own);
    const { data } = await journey.api.send<{ watches: object[] }>(journey.evidence.buyer.viewer, WATCHES, { id: own.id });
    expect(data.watches).toEqual([{ expiresOn: null, attestation: { reference: 'ENDLESS' } }]);
    const reference = await referenceOf(own);
    const toldOfIt = async (): Promise<string[]> => (await told(winner.editor)).filter((words) => words.includes(reference));
    const reminders = journey.api.app.get(WatchReminders, { strict: false });
    await reminders.run(day(4000));
    expect(await toldOfIt()).toEqual([]);
    await withdraw('ENDLESS');
    await reminders.run();
    expect(await toldOfIt()).toEqual([expect.stringContaining('was taken back')]);
  });

  it.each([
    ['cancelled', CANCEL, { reason: 'The contract was never performed.' }],
    ['closed', CLOSE, {}],
  ])(
    'a procurement that was %s relies on nothing any more, so that nobody is told of its evidence',
    async (_, ending, more) => {
      const over = await submitted([attestations.get('LATELY')!]);
      await award(over);
      const signed = { procurementId: over.id, signedOn: dayOf(new Date().toISOString()) };
      expect((await journey.api.send(journey.approver, RECORD_CONTRACT, { input: signed })).errors).toEqual([]);
      const reference = await referenceOf(over);
      const reminders = journey.api.app.get(WatchReminders, { strict: false });
      await reminders.run(day(40));
      expect((await told(winner.editor)).filter((words) => words.includes(reference))).toHaveLength(1);
      const input = { procurementId: over.id, ...more };
      expect((await journey.api.send(journey.evidence.buyer.editor, ending, { input })).errors).toEqual([]);
      await reminders.run(day(70));
      expect((await told(winner.editor)).filter((words) => words.includes(reference))).toHaveLength(1);
    },
  );
});
