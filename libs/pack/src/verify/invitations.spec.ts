import { fictionalContents, recorded } from '../testing/fictional-pack';
import { against, unrecorded } from '../testing/forged-pack';

describe('the invitations of a pack', () => {
  it('need not be there, nor other names that the page needs: packs of before had none', async () => {
    const { invitations: _invitations, ...contents } = fictionalContents();
    const requirements = contents.requirements.map(({ id: _id, ...requirement }) => requirement);
    const guidance = contents.guidance.map(({ documentTitle: _title, ...pin }) => pin);
    const answers = contents.answers.map((answer) => ({
      ...answer,
      attestations: answer.attestations.map(({ schemeName: _name, ...attestation }) => attestation),
    }));
    expect(await against(recorded({ ...contents, requirements, guidance, answers }))).toEqual([]);
  });

  it('are each of one candidate, which is there', async () => {
    expect(await unrecorded(({ invitations }) => void (invitations![0].candidateId = 'candidate-9'))).toEqual(
      expect.arrayContaining([
        expect.stringContaining('The invitation invitation-candidate-1 is of candidate-9, which is not a candidate.'),
      ]),
    );
    expect(await unrecorded(({ invitations }) => void (invitations![0].candidateId = 'candidate-2'))).toEqual(
      expect.arrayContaining([expect.stringContaining('Lumen Example Ltd is invited twice.')]),
    );
    expect(await unrecorded(({ requirements }) => void (requirements[1].id = 'requirement-R1'))).toEqual([
      'There are two requirements with the id requirement-R1.',
    ]);
  });

  it('are those of which the audit events tell', async () => {
    const [problem] = await unrecorded(({ invitations }) => void (invitations![2].id = 'invitation-9'));
    expect(problem).toMatch(/\(response\.submitted\) is of the invitation invitation-candidate-3, which is not there/);
  });

  it('tell whose submission an audit event is of', async () => {
    const apart = fictionalContents();
    for (const answer of apart.answers.filter(({ candidateId }) => candidateId === 'candidate-1'))
      answer.submittedAt = '2026-02-18T09:00:00.000Z';
    const contents = recorded(apart);
    expect(await against(contents)).toEqual([]);
    const [first, second, third] = contents.invitations!;
    const exchanged = [{ ...first, candidateId: second.candidateId }, { ...second, candidateId: first.candidateId }, third];
    expect(await against({ ...contents, invitations: exchanged })).toEqual([
      expect.stringMatching(/^No audit event tells of the submission of Umbra Example Ltd/),
    ]);
  });
});
