import { Account, accountOf, makeAccounts } from './accounts';
import { Answer, TestApi } from './harness';

const CREATE =
  'mutation($input: CreateProcurementInput!) { createProcurement(input: $input) { procurement { id reference } } }';
const PARTS =
  'id ref matchQuestions { id text answers { id text } } guidance { item { code } status score reasons { kind text } }';
const ADD = `mutation($input: AddRequirementsInput!) { addRequirements(input: $input) { requirements { ${PARTS} } } }`;
const DECIDE = `mutation($input: DecideGuidanceInput!) { decideGuidance(input: $input) { requirement { ${PARTS} } } }`;
const ANSWER = `mutation($input: AnswerMatchQuestionsInput!) { answerMatchQuestions(input: $input) { requirement { ${PARTS} } } }`;
const MATCH = `query($text: String!, $answers: [MatchAnswerInput!]) {
  matchRequirement(text: $text, first: 3, answers: $answers) { questions { id answers { id } } matches { item { code } reasons { kind } } }
}`;

const UPDATE = `mutation($input: UpdateRequirementInput!) { updateRequirement(input: $input) { decisionsDropped requirement { ${PARTS} } } }`;
const TRAIL = `query($subject: ID!) { auditTrail(subject: $subject) { edges { node { action detail } } } }`;
const COVERAGE = `query($id: ID!) { procurement(id: $id) { coverage { item { code } requirements { ref } } } }`;

interface Requirement {
  id: string;
  ref: string;
  matchQuestions: { id: string; text: string; answers: { id: string; text: string }[] }[];
  guidance: { item: { code: string }; status: string; score: number; reasons: { kind: string; text: string }[] }[];
}

const FOOTAGE = 'Nobody at the depot should be able to read the footage without logging in as themselves.';
const ALIKE = 'Nobody at the control room should be able to read the footage without logging in as themselves.';
const VAGUE = 'Access for staff must be controlled.';

describe('matching that learns and asks', () => {
  let api: TestApi;
  let one: Account;
  let other: Account;

  beforeAll(async () => {
    api = await TestApi.start();
    const editors = async (mark: string): Promise<Account> =>
      accountOf(await makeAccounts(api.database.ownerUrl, mark), 'BUYER', 'EDITOR');
    one = await editors('learns');
    other = await editors('learns-not');
  });
  afterAll(() => api.stop());

  async function add({ email }: Account, text: string): Promise<Requirement & { procurement: string; procurementId: string }> {
    const { data } = await api.send<{ createProcurement: { procurement: { id: string; reference: string } } }>(email, CREATE, {
      input: { title: 'Cameras (invented)' },
    });
    const { id, reference } = data.createProcurement.procurement;
    const added = await api.send<{ addRequirements: { requirements: Requirement[] } }>(email, ADD, {
      input: { procurementId: id, requirements: [{ text }] },
    });
    return { ...added.data.addRequirements.requirements[0], procurement: reference, procurementId: id };
  }

  const answer = (
    account: Account,
    requirementId: string,
    answers: object[],
  ): Promise<Answer<{ answerMatchQuestions: { requirement: Requirement } }>> =>
    api.send(account.email, ANSWER, { input: { requirementId, answers } });

  it('takes an acceptance as an example at once, for the same buyer alone, and says where it was', async () => {
    const before = await add(other, ALIKE);
    const CODE = before.guidance.at(-1)?.item.code;
    const scoreOf = ({ guidance }: Requirement): number => guidance.find(({ item }) => item.code === CODE)?.score ?? 0;
    const decided = await add(one, FOOTAGE);
    await api.send(one.email, DECIDE, { input: { requirementId: decided.id, itemCode: CODE, decision: 'ACCEPT' } });

    const after = await add(one, ALIKE);
    expect(scoreOf(after)).toBeGreaterThan(scoreOf(before));
    expect(after.guidance.find(({ item }) => item.code === CODE)?.reasons).toContainEqual({
      kind: 'EARLIER_DECISION',
      text: `accepted for a similar requirement in ${decided.procurement}, ${decided.ref}`,
    });

    const elsewhere = await add(other, ALIKE);
    expect(elsewhere.guidance).toEqual(before.guidance);
  });

  it('asks what would settle a requirement, matches anew by the answer, and does not ask it again', async () => {
    const requirement = await add(one, VAGUE);
    expect(requirement.matchQuestions.length).toBeGreaterThan(0);
    expect(requirement.matchQuestions.length).toBeLessThanOrEqual(3);
    const [question] = requirement.matchQuestions;
    const settled = await Promise.all(
      question.answers.map(async ({ id }) => {
        const { id: requirementId } = await add(one, VAGUE);
        const { data, errors } = await answer(one, requirementId, [{ question: question.id, answer: id }]);
        expect(errors).toEqual([]);
        return data.answerMatchQuestions.requirement;
      }),
    );
    expect(new Set(settled.map(({ guidance }) => guidance[0].item.code)).size).toBeGreaterThan(1);
    for (const { matchQuestions, guidance } of settled) {
      expect(matchQuestions.map(({ id }) => id)).not.toContain(question.id);
      expect(guidance.flatMap(({ reasons }) => reasons.map(({ kind }) => kind))).toContain('ANSWER');
    }
  });

  it('keeps what was decided when an answer is given', async () => {
    const requirement = await add(one, VAGUE);
    await api.send(one.email, DECIDE, { input: { requirementId: requirement.id, itemCode: 'ncsc-cp.1', decision: 'REJECT' } });
    const [{ id, answers }] = requirement.matchQuestions;
    const { data } = await answer(one, requirement.id, [{ question: id, answer: answers[0].id }]);
    expect(data.answerMatchQuestions.requirement.guidance).toContainEqual(
      expect.objectContaining({ item: { code: 'ncsc-cp.1' }, status: 'REJECTED' }),
    );
  });

  it('suggests what was accepted where nothing else makes guidance apply', async () => {
    const bins = 'Bins are emptied on Mondays and the lids are brown';
    const { id: requirementId, guidance } = await add(one, bins);
    expect(guidance).toEqual([]);
    await api.send(one.email, DECIDE, { input: { requirementId, itemCode: 'ncsc-cp.7', decision: 'ACCEPT' } });
    const after = await add(one, `${bins} each day`);
    expect(after.guidance).toContainEqual(expect.objectContaining({ item: { code: 'ncsc-cp.7' }, status: 'SUGGESTED' }));
  });

  describe('a text that is changed', () => {
    const PASSWORDS = 'Devices must not use a universal default password for any of their users.';
    const POLES = 'Every pole shall be painted heritage green and galvanised';
    const decide = (requirementId: string, itemCode: string, decision: 'ACCEPT' | 'REJECT'): Promise<Answer<object>> =>
      api.send(one.email, DECIDE, { input: { requirementId, itemCode, decision, note: 'Agreed (invented).' } });
    const update = async (requirementId: string, text: string): Promise<Updated> =>
      (await api.send<{ updateRequirement: Updated }>(one.email, UPDATE, { input: { requirementId, text } })).data
        .updateRequirement;
    interface Updated {
      decisionsDropped: number;
      requirement: Requirement;
    }

    it('keeps what was decided where it asks for the same, with the reasons of the text as it is now, and never cites itself', async () => {
      const before = await add(one, PASSWORDS);
      const [{ item, score }] = before.guidance;
      await decide(before.id, item.code, 'ACCEPT');
      const { decisionsDropped, requirement } = await update(before.id, `${PASSWORDS.slice(0, -1)}, ever.`);
      const fresh = (await add(other, `${PASSWORDS.slice(0, -1)}, ever.`)).guidance[0];
      const after = requirement.guidance.find((match) => match.item.code === item.code);
      expect([decisionsDropped, after?.status]).toEqual([0, 'ACCEPTED']);
      expect(fresh.score).not.toBe(score);
      expect(after).toEqual({ ...fresh, status: 'ACCEPTED' });
    });

    it('loses what was decided where it asks for something else: what was covered is not, and nothing of it teaches', async () => {
      const before = await add(one, PASSWORDS);
      const accepted = before.guidance[0].item.code;
      await decide(before.id, accepted, 'ACCEPT');
      await decide(before.id, before.guidance[1].item.code, 'REJECT');
      const { decisionsDropped, requirement } = await update(before.id, POLES);
      expect(decisionsDropped).toBe(2);
      expect(requirement.guidance).toEqual((await add(other, POLES)).guidance);

      const { data } = await api.send<{ procurement: { coverage: { item: { code: string }; requirements: object[] }[] } }>(
        one.email,
        COVERAGE,
        { id: before.procurementId },
      );
      expect(data.procurement.coverage.flatMap(({ requirements }) => requirements)).toEqual([]);

      const bollards = POLES.replace('pole', 'bollard');
      expect((await add(one, bollards)).guidance).toEqual((await add(other, bollards)).guidance);

      const trail = await api.send<{ auditTrail: { edges: { node: { action: string; detail: object } }[] } }>(
        one.email,
        TRAIL,
        { subject: before.id },
      );
      const changed = trail.data.auditTrail.edges.find(({ node }) => node.action === 'requirement.changed');
      expect(changed?.node.detail).toMatchObject({
        decisionsDropped: [
          { item: accepted, status: 'ACCEPTED', note: 'Agreed (invented).', decidedBy: expect.any(String) },
          { item: before.guidance[1].item.code, status: 'REJECTED' },
        ],
      });
    });

    it('loses what was decided by many small changes as by a great one', async () => {
      const before = await add(one, PASSWORDS);
      await decide(before.id, before.guidance[0].item.code, 'ACCEPT');
      const [from, to] = [PASSWORDS.split(' '), POLES.split(' ')];
      let dropped = 0;
      for (let words = 1; words <= from.length; words += 1) {
        const text = [...from.slice(words), ...to.slice(0, words)].join(' ');
        dropped += (await update(before.id, text)).decisionsDropped;
      }
      const { requirement } = await update(before.id, `${POLES}.`);
      expect(dropped).toBe(1);
      expect(requirement.guidance.filter(({ status }) => status !== 'SUGGESTED')).toEqual([]);
    });

    it('is suggested what was rejected for another text', async () => {
      const fresh = await add(other, PASSWORDS);
      const before = await add(one, VAGUE);
      await decide(before.id, fresh.guidance[0].item.code, 'REJECT');
      const { requirement } = await update(before.id, PASSWORDS);
      const [best] = requirement.guidance;
      expect([best.item.code, best.status]).toEqual([fresh.guidance[0].item.code, 'SUGGESTED']);
    });
  });

  it('refuses an answer to no question, and another buyer', async () => {
    const requirement = await add(one, VAGUE);
    const unknown = await answer(one, requirement.id, [{ question: 'whose-people', answer: 'nobody' }]);
    expect(unknown.errors[0]).toMatchObject({
      message: expect.stringContaining('There is no such question with such an answer'),
      extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'answers[0]' }] },
    });
    const [{ id, answers }] = requirement.matchQuestions;
    const stranger = await answer(other, requirement.id, [{ question: id, answer: answers[0].id }]);
    expect(stranger.errors[0].extensions.code).toBe('NOT_FOUND');
  });

  it('refuses a second answer to a question, be it the same or another', async () => {
    const { id: requirementId, matchQuestions } = await add(one, VAGUE);
    const [{ id: question, answers }] = matchQuestions;
    for (const second of answers.slice(0, 2)) {
      const both = [answers[0], second].map(({ id }) => ({ question, answer: id }));
      const refused = { path: 'answers', message: 'has two answers to one question; give one to each' };
      const kept = await answer(one, requirementId, both);
      expect(kept.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [refused] });
      const tried = await api.send(null, MATCH, { text: VAGUE, answers: both });
      expect(tried.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [refused] });
    }
  });

  it('asks and takes answers from a stranger who only tries a text', async () => {
    interface Tried {
      matchRequirement: {
        questions: { id: string; answers: { id: string }[] }[];
        matches: { item: { code: string }; reasons: { kind: string }[] }[];
      };
    }
    const { data } = await api.send<Tried>(null, MATCH, { text: VAGUE });
    const [{ id, answers }] = data.matchRequirement.questions;
    const settled = await api.send<Tried>(null, MATCH, { text: VAGUE, answers: [{ question: id, answer: answers[0].id }] });
    expect(settled.data.matchRequirement.matches[0].reasons.map(({ kind }) => kind)).toContain('ANSWER');
  });
});
