import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { hashOf, type OfferedProduct } from '#pack';
import { BadUserInput, Member, mustBe, refer, timeOfDeed, Transactions, Tx } from '#platform';
import { whyWithheld, type Withheld } from '../assessment/withheld';
import { ClosedDocuments, mustBeGivenAgain } from '../consent/closed-documents';
import { holdConsent } from '../consent/consent-lock';
import { AnswerSheets } from './answer-sheets';
import { SubmitResponseInput, SubmitResponsePayload } from './answer.inputs';
import { Answer } from './answer.type';
import { Correspondence } from './correspondence';
import { mustBeInTime } from './deadline';
import { Invitation } from './invitation.entity';
import { InvitationRows } from './invitation-rows';
import { ANSWERABLE, INVITATION } from './invitation.states';
import { offerOf } from './offer.service';
import { EvidenceSnapshots } from './evidence-snapshots';
import { AnswerSnapshot, Submission } from './submission.entity';
import { mustRelyOnNoneTakenBack } from './taken-back';

/**
 * What the hash of a submission is over: whose it is, which, every answer with its evidence as it stood, and what is offered, and
 * from where, where that was said.
 *
 * @returns SHA-256, 64 lower-case hex digits
 */
export function submissionHash(submission: {
  invitationId: string;
  number: number;
  answers: readonly AnswerSnapshot[];
  offer: readonly OfferedProduct[] | null;
  offerSites: readonly string[] | null;
}): string {
  const { invitationId, number, answers, offer, offerSites } = submission;
  return hashOf({
    invitationId,
    number,
    answers,
    ...(offer === null ? {} : { offer }),
    ...(offerSites === null ? {} : { offerSites }),
  });
}

@Injectable()
export class SubmissionService {
  constructor(
    private readonly transactions: Transactions,
    private readonly invitations: InvitationRows,
    private readonly sheets: AnswerSheets,
    private readonly snapshots: EvidenceSnapshots,
    private readonly correspondence: Correspondence,
  ) {}

  /** Why the answers of a procurement are withheld from the caller; null: they are not. */
  whyWithheld(caller: Member, procurementKey: string): Promise<Withheld | null> {
    return this.transactions.read(caller, (tx) => whyWithheld(tx, procurementKey));
  }

  /**
   * Submits a response: every answer, saved or suggested, is frozen with its attestations as they stand now, and what is offered. The buyer can read it,
   * and the documents that it relies on, from the deadline on. Until the deadline it can be submitted again; the last one counts.
   *
   * @throws IllegalTransition after the deadline, naming it, or when the invitation was declined or closed
   * @throws BadUserInput naming the requirements that have no answer yet, and the gates that have no statement, or the answers that
   *   rely on an attestation that was withdrawn or rejected, or the documents that the buyer could open no more and that nobody gave again
   */
  async submit(caller: Member, { invitationId, documentsGivenAgain }: SubmitResponseInput): Promise<SubmitResponsePayload> {
    const submission = await this.transactions.run(caller, async (tx) => {
      const invitation = await this.invitations.ofSupplier(tx, caller, invitationId);
      mustBe(INVITATION, invitation.state, ANSWERABLE, 'Submitting a response');
      const now = await timeOfDeed(tx);
      mustBeInTime(invitation, now, 'Submitting a response');
      const sheet = await this.sheets.one(tx, caller, invitation.id);
      mustBeComplete(sheet);
      await this.invitations.moveTo(tx, invitation, 'SUBMITTED', { submittedAt: now });
      const made = await this.freeze(tx, caller, invitation, sheet, now);
      await giveDocuments(tx, invitation, made.answers, documentsGivenAgain ?? []);
      await this.tellBoth(tx, caller, invitation, made);
      return made;
    });
    return { invitation: refer(Invitation, submission.invitationId), submission: refer(Submission, submission.id) };
  }

  private async freeze(
    tx: Tx,
    caller: Member,
    invitation: Invitation,
    sheet: readonly Answer[],
    now: Date,
  ): Promise<Submission> {
    const answers = await this.snapshots.of(tx, sheet);
    mustRelyOnNoneTakenBack(answers);
    const offered = await offerOf(tx, invitation.id);
    const [{ number }]: { number: number }[] = await tx.query(
      'SELECT coalesce(max(number), 0) + 1 AS number FROM submission WHERE invitation_id = $1',
      [invitation.id],
    );
    const submission = Object.assign(new Submission(), {
      id: uuidv7(),
      invitationId: invitation.id,
      candidateId: invitation.candidateId,
      organisationId: invitation.organisationId,
      supplierOrganisationId: invitation.supplierOrganisationId,
      number,
      submittedAt: now,
      submittedByName: caller.user.name,
      opensAt: invitation.dueAt,
      answers,
      frozenOffer: offered.offer,
      frozenSites: offered.offerSites,
      hash: submissionHash({ invitationId: invitation.id, number, answers, ...offered }),
    });
    await tx.insert(Submission, submission as object);
    return submission;
  }

  /** Both trails get the number and the hash, and nothing of the content; the buyer's notification likewise. */
  private async tellBoth(
    tx: Tx,
    caller: Member,
    invitation: Invitation,
    { number, hash, submittedAt, opensAt }: Submission,
  ): Promise<void> {
    await this.correspondence.recordForBoth(tx, caller, invitation, 'response.submitted', { number, hash });
    const name = await Correspondence.nameOf(tx, invitation);
    const opens = submittedAt < opensAt ? 'It opens at the deadline.' : 'It is open to you now.';
    const text = `${caller.organisation.name} has submitted a response (number ${number}) to ${name}. ${opens}`;
    await Correspondence.tell(tx, [Correspondence.toBuyer(invitation, 'RESPONSE_SUBMITTED', text)]);
  }
}

/** @throws BadUserInput with the refs that are not answered, and the gates without a statement */
export function mustBeComplete(sheet: readonly Answer[]): void {
  const unanswered = sheet.filter(({ prefilled, attestationIds }) => prefilled && attestationIds.length === 0);
  const blankGates = sheet.filter(
    (answer) => !unanswered.includes(answer) && answer.requirement.kind === 'GATE' && answer.statement.trim() === '',
  );
  if (unanswered.length + blankGates.length === 0) return;
  const sentences = [
    ...(unanswered.length === 0 ? [] : [`These requirements have no answer yet: ${refsOf(unanswered)}. Save one for each.`]),
    ...(blankGates.length === 0 ? [] : [`These are gates and need a statement: ${refsOf(blankGates)}.`]),
  ];
  const wrong = (answers: readonly Answer[], message: string): { path: string; message: string }[] =>
    answers.map(({ requirement }) => ({ path: `answers.${requirement.ref}`, message }));
  throw new BadUserInput(`${sentences.join(' ')} Nothing was submitted.`, [
    ...wrong(unanswered, 'has no answer yet'),
    ...wrong(blankGates, 'is a gate and has no statement'),
  ]);
}

function refsOf(answers: readonly Answer[]): string {
  return answers.map(({ requirement }) => requirement.ref).join(', ');
}

/**
 * Lets the buyer read the documents that a submission relies on, from the deadline on. What the supplier had withdrawn from the buyer, or given
 * it until a day, is given again only by word.
 *
 * @throws BadUserInput naming what is not given again
 */
async function giveDocuments(
  tx: Tx,
  invitation: Invitation,
  answers: readonly AnswerSnapshot[],
  givenAgain: readonly string[],
): Promise<void> {
  const documents = answers.flatMap((answer) => [
    ...answer.documents,
    ...answer.attestations.flatMap((attestation) => attestation.documents),
  ]);
  const keys = [...new Set(documents.map(({ id }) => id))];
  await holdConsent(tx, invitation.supplierOrganisationId);
  mustBeGivenAgain(await ClosedDocuments.among(tx, invitation.organisationId, keys), givenAgain);
  await tx.query('SELECT grant_documents($1::uuid[], $2, $3, $4)', [
    keys,
    invitation.organisationId,
    'response submitted',
    invitation.dueAt,
  ]);
}
