import { ImpossibleFigures, printPoints } from '../arithmetic';
import { headProblem, headSignatureHolds } from '../chain/head';
import { verifyExtract } from '../chain/chain';
import { documentsOf, type AttestationSnapshot, type Day, type PackContents } from '../contents';
import { canonicalJson, isRecord } from '../json';
import { searchDigest, snapshotHash } from '../locked-search';
import { AUDIT_PATH, CONTENTS_PATH } from '../manifest';
import { earlierSummariesOf, rankingOf, summariesOf } from '../summaries';
import { datesCover, dayOf, validOn } from '../validity';
import { evidencePath } from '../write/paths';
import { inWords } from '../write/words';
import { nameOf, personKey } from './names';
import { failed, messageOf, notChecked, passed, type VerifyCheck } from './report';
import type { UnpackedFiles } from './unpack';

/** The documents that the contents name are there, each what the contents say; nothing else lies among the evidence. */
export function checkDocuments(contents: PackContents, files: UnpackedFiles['files']): VerifyCheck[] {
  const documents = documentsOf(contents);
  const expected = new Map(documents.map((document) => [evidencePath(document), document]));
  const wrong = [...expected].filter(
    ([path, { sha256, size }]) => files.get(path)?.sha256 !== sha256 || files.get(path)?.size !== size,
  );
  const unnamed = [...files.keys()].filter((path) => path.startsWith('evidence/') && !expected.has(path));
  if (wrong.length === 0 && unnamed.length === 0) {
    return [
      passed(
        'documents',
        `All ${documents.length} documents that the contents name are there, and no others.${leftOut(contents)}`,
      ),
    ];
  }
  return [
    ...wrong.map(([path]) =>
      failed('documents', `The document ${path} that an answer relies on is missing or is another one.`, path),
    ),
    ...unnamed.map((path) => failed('documents', `The document ${path} is not named by any answer.`, path)),
  ];
}

/** How many documents are not there since their suppliers let the buyer open them no longer, in a sentence; none where all are there. */
function leftOut({ answers }: PackContents): string {
  const closed = new Set(
    answers.flatMap(({ documents }) => documents).flatMap(({ sha256, closedAt }) => (closedAt === undefined ? [] : sha256)),
  );
  if (closed.size === 0) return '';
  return ` ${closed.size} more had been closed by their suppliers when the pack was made: it has their hashes alone.`;
}

/**
 * Each event of the extract has its hash, neighbours link, and the signed head fits.
 *
 * @param key the public key (PEM) of the pack, which has signed the head as well when the key ids are the same
 */
export function checkAudit(
  contents: PackContents,
  auditFile: string | undefined,
  key: { keyId: string; pem: string } | null,
): VerifyCheck[] {
  const { events, head } = contents.audit;
  if (auditFile !== canonicalJson(contents.audit)) {
    return [failed('audit', 'audit.json does not say the same as the contents in pack.json.', AUDIT_PATH)];
  }
  const result = verifyExtract(events);
  if (!result.ok) return [failed('audit', result.problem, AUDIT_PATH)];
  const checks = [passed('audit', `All ${events.length} audit events have the hash that they were given.`)];
  if (head === null) return [...checks, notChecked('audit', 'The pack has no signed head of the audit chain.')];
  const problem = headProblem(head, events);
  if (problem) return [failed('audit', problem, AUDIT_PATH)];
  if (key === null || key.keyId !== head.keyId) {
    return [
      ...checks,
      notChecked('audit', `The head of the audit chain was signed with another key, ${head.keyId}: check it with that.`),
    ];
  }
  return headSignatureHolds(head, key.pem)
    ? [...checks, passed('audit', `The head of the audit chain (event ${head.sequence}) is signed.`)]
    : [failed('audit', 'The signature of the head of the audit chain does not hold.', AUDIT_PATH)];
}

/** The frozen search has the hashes and the digest that it was locked with, and every candidate was in it. */
export function checkSearch({ lockedSearch, candidates }: PackContents): VerifyCheck[] {
  if (lockedSearch === null) return [notChecked('search', 'No search was locked, so there is none to check.')];
  const changed = lockedSearch.results.find(
    ({ snapshot, supplierName, hash }) =>
      snapshotHash(snapshot) !== hash || (isRecord(snapshot) && snapshot.name !== supplierName),
  );
  if (changed)
    return [failed('search', `The record of ${changed.supplierName} is not the one that the search found.`, CONTENTS_PATH)];
  if (searchDigest(lockedSearch) !== lockedSearch.digest) {
    return [failed('search', 'The locked search does not have the digest that it was locked with.', CONTENTS_PATH)];
  }
  const found = new Set(lockedSearch.results.map(({ supplierId }) => supplierId));
  const stranger = candidates.find(({ supplier }) => !found.has(supplier.id));
  if (stranger)
    return [failed('search', `${stranger.supplier.name} is a candidate and was not in the locked search.`, CONTENTS_PATH)];
  return [passed('search', `The locked search has its digest, and all ${candidates.length} candidates were in it.`)];
}

/** The settled figures keep the rules, add up to the decision, and the summaries say them. */
export function checkFigures(contents: PackContents): VerifyCheck[] {
  try {
    const ranking = rankingOf(contents);
    const totals = ranking.map(({ candidateId, points, failedGates }) => {
      const failedBy = failedGates.length > 0 ? ` (failed ${failedGates.join(', ')})` : '';
      return `${nameOf(contents, candidateId)} ${printPoints(points)}${failedBy}`;
    });
    return [
      passed('arithmetic', `The arithmetic was done again: ${totals.join(', ') || 'no tender was assessed'}.`),
      decisionCheck(contents, ranking),
      sayWhatWasSettled(contents)
        ? passed('summaries', `All ${contents.summaries.length} assessment summaries say what was settled.`)
        : failed('summaries', 'The assessment summaries do not say what was settled.', CONTENTS_PATH),
    ];
  } catch (error) {
    if (error instanceof ImpossibleFigures) return [failed('arithmetic', error.message, CONTENTS_PATH)];
    throw error;
  }
}

/** Whether the summaries are those that follow from the figures, as they are made now or were made before. */
function sayWhatWasSettled(contents: PackContents): boolean {
  const said = canonicalJson(contents.summaries);
  return [summariesOf, earlierSummariesOf].some((make) => canonicalJson(make(contents)) === said);
}

function decisionCheck(contents: PackContents, ranking: ReturnType<typeof rankingOf>): VerifyCheck {
  const { outcome, candidateId } = contents.decision;
  const best = ranking.find(({ rank }) => rank === 1);
  if (outcome === 'AWARDED') {
    if (best && best.candidateId === candidateId) {
      return passed('decision', `The decision follows from it: ${nameOf(contents, candidateId)} is first, and won.`);
    }
    const won = candidateId === null ? 'nobody' : nameOf(contents, candidateId);
    const first = best ? `${nameOf(contents, best.candidateId)} is first` : 'no tender passed every gate';
    return failed('decision', `The decision does not follow from the arithmetic: ${won} won, and ${first}.`, CONTENTS_PATH);
  }
  if (candidateId !== null)
    return failed('decision', `The outcome is “${inWords.outcome[outcome]}”, and yet a winner is named.`, CONTENTS_PATH);
  const selected = contents.candidates.find(({ state }) => state === 'SELECTED');
  if (selected) return failed('decision', `Nothing was awarded, and yet ${selected.supplier.name} is selected.`, CONTENTS_PATH);
  return passed('decision', `Nothing was awarded (${inWords.outcome[outcome]}), and no winner is named.`);
}

/** Who judged had declared their interests before and had none; who settled and who decided had not judged, nor had a conflict, and nobody declared after settling. */
export function checkPeople({ interests, assessments, moderation, decision }: PackContents): VerifyCheck[] {
  const judged = new Set(assessments.map(({ assessor }) => personKey(assessor)));
  const conflicted = new Set(interests.filter(({ hasConflict }) => hasConflict).map(({ assessor }) => personKey(assessor)));
  const declared = new Map(interests.map(({ assessor, declaredAt }) => [personKey(assessor), declaredAt]));
  const parts = [
    ...assessments.map(({ assessor }) => ({ person: assessor, did: 'judged' })),
    ...moderation.map(({ moderator }) => ({ person: moderator, did: 'settled' })),
    { person: decision.decidedBy, did: 'decided' },
  ];
  const undeclared = assessments.find(({ assessor, assessedAt }) => {
    const declaredAt = declared.get(personKey(assessor));
    return declaredAt === undefined || declaredAt > assessedAt;
  });
  // Packs of before moderators had to declare name some who did not.
  const early = moderation.find(({ moderator, moderatedAt }) => {
    const declaredAt = declared.get(personKey(moderator));
    return declaredAt !== undefined && declaredAt > moderatedAt;
  });
  const problems = [
    ...parts
      .filter(({ person }) => person.id === null)
      .map(({ person, did }) => `${person.name} ${did} and has no id, so that nobody can tell what else that person did`),
    ...parts
      .filter(({ person }) => conflicted.has(personKey(person)))
      .map(({ person, did }) => `${person.name} ${did} and had declared a conflict of interest`),
    ...(undeclared
      ? [`${undeclared.assessor.name} judged without having declared, before, that there was no conflict of interest`]
      : []),
    ...(early ? [`${early.moderator.name} settled before having declared interests`] : []),
    ...parts
      .filter(({ person, did }) => did !== 'judged' && judged.has(personKey(person)))
      .map(({ person, did }) => `${person.name} judged and ${did}`),
  ];
  if (problems.length > 0) return [failed('people', `${problems[0]}; that must be another person.`, CONTENTS_PATH)];
  return [passed('people', 'Who settled and who decided had not judged, and every judge had declared their interests.')];
}

/** What is recorded of an attestation on the day of the decision follows from its status and dates, and the status from its check. */
export function checkEvidence({ answers, decision }: PackContents): VerifyCheck[] {
  const day = dayOf(decision.decidedAt);
  const attestations = answers.flatMap((answer) => answer.attestations);
  const [problem] = attestations.flatMap((attestation) => evidenceProblems(attestation, day));
  if (problem !== undefined) return [failed('evidence', problem, CONTENTS_PATH)];
  const count = (answer: string) => attestations.filter(({ validOnDecision }) => validOnDecision === answer).length;
  return [
    passed(
      'evidence',
      `Attestations on the day of the decision, ${day}, as recorded and by their dates: ${attestations.length}, ` +
        `of which valid: ${count('YES')}, not valid: ${count('NO')}, unknown: ${count('UNKNOWN')}.`,
    ),
  ];
}

function evidenceProblems(attestation: AttestationSnapshot, day: Day): string[] {
  const { reference, scheme, dates, status, verification, validOnDecision } = attestation;
  const which = reference ? `${scheme} ${reference}` : scheme;
  const verified = status === 'VERIFIED' || status === 'EXPIRED';
  if (verification !== null && (verification.outcome === 'REJECTED' ? verified : status === 'REJECTED')) {
    const said = verification.outcome === 'REJECTED' ? 'rejected' : 'verified';
    return [`${which} is ${inWords.attestationStatus[status]}, and its last verification says ${said}.`];
  }
  if (validOnDecision === validOn(attestation, day)) return [];
  if (validOnDecision !== 'YES')
    return [
      `Whether ${which} was valid on ${day} is recorded as “${inWords.yesNo[validOnDecision]}”, and its status and dates do not say so.`,
    ];
  const against = datesCover(dates, day) === 'NO' ? 'dates say that it was not' : 'status and dates do not say so';
  return [`${which} is recorded as valid on ${day}, and its ${against}.`];
}

/** Runs checks that read the contents; what they cannot cope with is a failure and not a crash. */
export function guarded(name: VerifyCheck['name'], checks: () => VerifyCheck[]): VerifyCheck[] {
  try {
    return checks();
  } catch (error) {
    return [failed(name, `This could not be checked: ${messageOf(error)}`, CONTENTS_PATH)];
  }
}
