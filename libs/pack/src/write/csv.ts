import { stringify } from 'csv-stringify';
import { type PackAnswer, type PackContents, SCOPE_QUESTIONS } from '../contents';
import { inOrderOfAnswers } from './figures';
import { evidencePaths } from './paths';

type Cell = string | number | null;

/**
 * CSV (RFC 4180, UTF-8 with a byte order mark) that a spreadsheet opens as data: a cell that it would take for a formula, one that begins with
 * = + - @ tab or carriage return, gets a leading apostrophe.
 *
 * @source OWASP, CSV injection
 */
export function csv(columns: readonly string[], rows: readonly (readonly Cell[])[]): Promise<string> {
  return new Promise((resolve, reject) => {
    stringify(
      [columns, ...rows].map((row) => row.map((cell) => (cell === null ? '' : String(cell)))),
      { bom: true, record_delimiter: 'windows', escape_formulas: true },
      (error, text) => (error ? reject(error) : resolve(text)),
    );
  });
}

/** Every judgement and every settled figure, a row each. */
export function assessmentCsv(contents: PackContents): Promise<string> {
  const names = new Map(contents.candidates.map(({ id, supplier }) => [id, supplier.name]));
  const assessed = inOrderOfAnswers(contents, contents.assessments).map((figure) => ({
    ...figure,
    step: 'ASSESSMENT',
    by: figure.assessor,
    at: figure.assessedAt,
  }));
  const settled = inOrderOfAnswers(contents, contents.moderation).map((figure) => ({
    ...figure,
    step: 'MODERATION',
    by: figure.moderator,
    at: figure.moderatedAt,
  }));
  return csv(
    ['step', 'candidate_id', 'supplier', 'requirement', 'conformance', 'score', 'strength', 'by', 'at', 'reason'],
    [...assessed, ...settled].map((figure) => [
      figure.step,
      figure.candidateId,
      names.get(figure.candidateId) ?? '',
      figure.requirementRef,
      figure.conformance,
      figure.score,
      figure.strength,
      figure.by.name,
      figure.at,
      figure.reason,
    ]),
  );
}

/** Every requirement, a row each, with the guidance that was accepted for it. */
export function requirementsCsv({ requirements }: PackContents): Promise<string> {
  return csv(
    [
      'requirement',
      'text',
      'kind',
      'weight',
      'minimum_strength',
      'guidance_accepted',
      'guidance_rejected',
      'guidance_undecided',
    ],
    requirements.map(({ ref, text, kind, weight, minimumStrength, guidance }) => {
      const codes = (status: string) =>
        guidance
          .filter((decision) => decision.status === status)
          .map(({ itemCode }) => itemCode)
          .join('; ');
      return [ref, text, kind, weight, minimumStrength, codes('ACCEPTED'), codes('REJECTED'), codes('SUGGESTED')];
    }),
  );
}

/** Every attestation and document that an answer relied on, a row each. */
export function evidenceCsv(contents: PackContents): Promise<string> {
  const names = new Map(contents.candidates.map(({ id, supplier }) => [id, supplier.name]));
  const paths = evidencePaths(contents);
  const rows = contents.answers.flatMap((answer) => {
    const whose = [answer.candidateId, names.get(answer.candidateId) ?? '', answer.requirementRef];
    const attested = answer.attestations.map(
      ({ id, scheme, reference, strength, status, dates, validOnDecision, hash, product }) => {
        const { coversFrom, coversTo, issuedOn, expiresOn } = dates;
        return [
          ...whose,
          'ATTESTATION',
          scheme,
          reference,
          strength,
          status,
          coversFrom,
          coversTo,
          issuedOn,
          expiresOn,
          validOnDecision,
          hash,
          null,
          product?.name ?? null,
          ...scopeCells(answer, id),
        ];
      },
    );
    const documents = answer.documents.map(({ name, mediaType, sha256, closedAt }) => {
      const path = closedAt === undefined ? (paths.get(sha256) ?? null) : null;
      return [
        ...whose,
        'DOCUMENT',
        mediaType,
        name,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        sha256,
        path,
        null,
        ...scopeCells(),
      ];
    });
    return [...attested, ...documents];
  });
  return csv(
    'candidate_id supplier requirement kind scheme_or_media_type reference_or_name strength status'
      .concat(' covers_from covers_to issued_on expires_on valid_on_decision sha256 path')
      .concat(' product scope_legal_entity scope_legal_entity_reason scope_product scope_product_reason')
      .concat(' scope_dates scope_dates_reason scope_exclusions scope_exclusions_reason')
      .split(' '),
    rows,
  );
}

/** The answers of an attestation's scope test with their reasons; empty where there is none. */
function scopeCells(answer?: PackAnswer, id?: string): Cell[] {
  const test = answer?.scopeTests?.find(({ attestationId }) => attestationId === id);
  return SCOPE_QUESTIONS.flatMap((question) => (test ? [test[question].answer, test[question].reason] : [null, null]));
}
