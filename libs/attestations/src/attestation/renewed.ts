import type { AttestationState } from './attestation.states';

/** What took the place of another, takes it later, or will when it is checked. */
const RENEWING: readonly AttestationState[] = ['SUBMITTED', 'VERIFIED', 'SUPERSEDED'];

/** Whether another took the place of an attestation or waits to, as far as the caller may read that other one. */
export function renewedSql(attestation: string): string {
  const states = RENEWING.map((state) => `'${state}'`).join(', ');
  return `EXISTS (SELECT FROM attestation renewal WHERE renewal.supersedes_id = ${attestation}.id AND renewal.state IN (${states}))`;
}

/** The opaque id of what took the place of an attestation, as far as the caller may read it; null where none did. */
export function replacedBySql(attestation: string): string {
  return `CASE WHEN ${attestation}.state = 'SUPERSEDED' THEN (SELECT 'att_' || newer.id FROM attestation newer
    WHERE newer.supersedes_id = ${attestation}.id AND newer.state IN ('VERIFIED', 'SUPERSEDED') ORDER BY newer.id DESC LIMIT 1) END`;
}
