import { Account, makeAccounts } from './accounts';
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
      (await makeAccounts(api.database.ownerUrl, mark)).find(
        ({ kind, role }) => kind === 'BUYER' && role === 'EDITOR',
      ) as Account;
    one = await editors('learns');
    other = await editors('learns-not');
  });
  afterAll(() => api.stop());

  async function add({ email }: Account, text: string): Promise<Requirement & { procurement: string }> {
    const { data } = await api.send<{ createProcurement: { procurement: { id: string; reference: string } } }>(email, CREATE, {
      input: { title: 'Cameras (invented)' },
    });
    const { id, reference } = data.createProcurement.procurement;
    const added = await api.send<{ addRequirements: { requirements: Requirement[] } }>(email, ADD, {
      input: { procurementId: id, requirements: [{ text }] },
    });
    return { ...added.data.addRequirements.requirements[0], procurement: reference };
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
