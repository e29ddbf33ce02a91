import { demonstrationId } from '#directory';
import { Account, makeAccounts } from './accounts';
import { TestApi } from './harness';
import { ApiOperation, operationsOf } from './operations-of-api';

const TOKEN = 'mutation($input: CreateApiTokenInput!) { createApiToken(input: $input) { apiToken { id } } }';
const WATCH = 'mutation($input: WatchMarketQuestionInput!) { watchMarketQuestion(input: $input) { watchedQuestion { id } } }';
const HOLD = 'mutation($input: PlaceHoldInput!) { placeHold(input: $input) { procurement { retention { holds { id } } } } }';
const ASK = 'mutation($input: AskClarificationInput!) { askClarification(input: $input) { clarification { id } } }';

/** Ids that stand for what is public: whoever names one is refused for what it is not, or not at all. */
const PUBLIC_IDS = ['supplier', 'attestation'];

/** Ids within inputs that are public things too. */
const PUBLIC_FIELDS = [
  'supplierId',
  'supplierIds',
  'productId',
  'productIds',
  'factId',
  'performanceId',
  'organisationId',
  'noticeId',
  'proposalId',
];

/** Which operation needs which private ids: by the names of its arguments and input fields. */
const PRIVATE_FIELDS = [
  'procurementId',
  'requirementId',
  'candidateId',
  'invitationId',
  'clarificationId',
  'apiTokenId',
  'attestationId',
  'claimId',
  'pageRequestId',
  'accountRequestId',
  'documentId',
  'watchedQuestionId',
  'userId',
  'holdId',
];

/** What else an operation has to be told before it looks for the thing at all. */
const COMPLETED: Record<string, object> = {
  importSpecification: { text: 'It shall be secure.' },
  answerMatchQuestions: { answers: [{ question: 'whose-people', answer: 'users' }] },
  decideProcurement: { outcome: 'NONE_SUITABLE' },
};

describe('one organisation’s things', () => {
  let api: TestApi;
  let strangers: Account[];
  let operations: ApiOperation[];
  const ids = new Map<string, string>();

  beforeAll(async () => {
    api = await TestApi.start();
    strangers = await makeAccounts(api.database.ownerUrl, 'stranger');
    operations = operationsOf(api);
    await makeThings();
  });
  afterAll(() => api.stop());

  /** A procurement of the demonstration buyer up to the request, with an id of every private thing. */
  async function makeThings(): Promise<void> {
    const buyer = 'editor@wexcombe.example';
    const { createProcurement } = await api.done<{ createProcurement: { procurement: { id: string } } }>(
      buyer,
      'CreateProcurement',
      { input: { title: 'Cameras (invented)' } },
    );
    const procurementId = createProcurement.procurement.id;
    const requirements = [
      {
        ref: 'R1',
        text: 'No camera shall have a default password.',
        kind: 'SCORED',
        weight: 100,
        minimumStrength: 'ASSERTION',
      },
    ];
    const added = await api.done<{ addRequirements: { requirements: { id: string }[] } }>(buyer, 'AddRequirements', {
      input: { procurementId, requirements },
    });
    await api.done(buyer, 'LockSearch', { input: { procurementId, filter: { provenance: ['DEMONSTRATION'] } } });
    const supplierId = `sup_${demonstrationId('supplier', 'halden')}`;
    const listed = await api.done<{ shortlistSupplier: { candidate: { id: string } } }>(buyer, 'ShortlistSupplier', {
      input: { procurementId, supplierId, reason: 'Invented.' },
    });
    await api.done(buyer, 'LockCriteria', { input: { procurementId } });
    await api.done(buyer, 'RequestEvidence', {
      input: { procurementId, message: 'Please answer.', dueAt: new Date(Date.now() + 86_400_000).toISOString() },
    });
    const { evidenceInvitations } = await api.done<{ evidenceInvitations: { id: string }[] }>(
      'editor@halden.example',
      'EvidenceInvitations',
    );
    const asked = await api.send<{ askClarification: { clarification: { id: string } } }>('editor@halden.example', ASK, {
      input: { invitationId: evidenceInvitations[0].id, question: 'How many?' },
    });
    const token = await api.send<{ createApiToken: { apiToken: { id: string } } }>(buyer, TOKEN, {
      input: { name: 'mine', scopes: ['READ'] },
    });
    const held = await api.send<{ placeHold: { procurement: { retention: { holds: { id: string }[] } } } }>(
      'admin@wexcombe.example',
      HOLD,
      { input: { procurementId, kind: 'AUDIT', reason: 'Invented.' } },
    );
    ids.set('holdId', held.data.placeHold.procurement.retention.holds[0].id);
    ids.set('procurementId', procurementId);
    ids.set('requirementId', added.addRequirements.requirements[0].id);
    ids.set('candidateId', listed.shortlistSupplier.candidate.id);
    ids.set('invitationId', evidenceInvitations[0].id);
    ids.set('clarificationId', asked.data.askClarification.clarification.id);
    ids.set('apiTokenId', token.data.createApiToken.apiToken.id);
    ids.set('attestationId', `att_${demonstrationId('attestation', 'penbrook-draft')}`);
    ids.set('documentId', await api.upload(buyer, 'specification.txt', 'The camera shall be secure.'));
    const watched = await api.send<{ watchMarketQuestion: { watchedQuestion: { id: string } } }>(buyer, WATCH, {
      input: { name: 'Gaps', question: { kind: 'GAPS' }, threshold: 10, link: '' },
    });
    ids.set('watchedQuestionId', watched.data.watchMarketQuestion.watchedQuestion.id);
    const { viewer } = await api.done<{ viewer: { user: { id: string } } }>(buyer, 'Viewer');
    ids.set('userId', viewer.user.id);
    ids.set('claimId', 'clm_00000000-0000-7000-8000-000000000000');
    ids.set('accountRequestId', 'acr_00000000-0000-7000-8000-000000000000');
    ids.set('pageRequestId', 'pgr_00000000-0000-7000-8000-000000000000');
  }

  /** The operation's variables with the ids of the other organisation's things; null when it names none. */
  function aimed({ name, variables }: ApiOperation): Record<string, unknown> | null {
    let found = false;
    const aim = (value: unknown, key: string): unknown => {
      if (Array.isArray(value)) return value.map((item) => aim(item, key));
      if (typeof value === 'object' && value !== null)
        return Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, aim(inner, field)]));
      const id =
        key === 'id' && !PUBLIC_IDS.includes(name)
          ? ids.get(name === 'evidenceInvitation' ? 'invitationId' : `${name}Id`)
          : ids.get(key);
      if (id === undefined) return value;
      found = true;
      return id;
    };
    const input = COMPLETED[name] === undefined ? variables : { input: { ...(variables.input as object), ...COMPLETED[name] } };
    const result = aim(input, '') as Record<string, unknown>;
    return found ? result : null;
  }

  it('are named by ids that this suite knows, in every operation', () => {
    const fields = new Set<string>();
    const collect = (value: unknown): void => {
      if (Array.isArray(value)) value.forEach(collect);
      else if (typeof value === 'object' && value !== null) {
        for (const [field, inner] of Object.entries(value)) {
          if (/Ids?$/.test(field)) fields.add(field);
          collect(inner);
        }
      }
    };
    for (const { variables } of operations) collect(variables);
    expect([...fields].filter((field) => !PRIVATE_FIELDS.includes(field) && !PUBLIC_FIELDS.includes(field))).toEqual([]);
  });

  it('are not there for another organisation, whatever its people may do, operation by operation', async () => {
    const leaks: string[] = [];
    let tried = 0;
    for (const operation of operations) {
      const variables = aimed(operation);
      if (variables === null || operation.policy === undefined) continue;
      const audience = operation.policy.audience;
      const callers = strangers.filter(
        ({ kind, role }) => audience === 'SIGNED_IN' || audience === 'ANYONE' || audience[kind]?.includes(role),
      );
      for (const { email } of callers) {
        const { errors, data } = await api.send<Record<string, unknown>>(email, operation.text, variables);
        tried += 1;
        const codes = errors.map(({ extensions }) => extensions.code);
        // Lists of what is not theirs are empty; everything else is not there.
        const answer = data[operation.name];
        const isEmpty = errors.length === 0 && (answer === null || (Array.isArray(answer) && answer.length === 0));
        if (!isEmpty && codes[0] !== 'NOT_FOUND')
          leaks.push(`${operation.name} as ${email}: ${codes.join() || JSON.stringify(data)}`);
      }
    }
    expect(leaks).toEqual([]);
    expect(tried).toBeGreaterThan(30);
  });

  it('are there for their own', async () => {
    const { procurement } = await api.done<{ procurement: { requirements: unknown[]; candidates: unknown[]; search: object } }>(
      'viewer@wexcombe.example',
      'Procurement',
      { id: ids.get('procurementId') },
    );
    expect(procurement).toMatchObject({
      requirements: [{ ref: 'R1' }],
      candidates: [{ state: 'INVITED' }],
      search: { resultCount: expect.any(Number) },
    });
  });

  it('stay one’s own between two bidders: neither knows that the other was asked', async () => {
    const { evidenceInvitations } = await api.done<{ evidenceInvitations: unknown[] }>(
      'editor@orrin.example',
      'EvidenceInvitations',
    );
    expect(evidenceInvitations).toEqual([]);
  });
});
