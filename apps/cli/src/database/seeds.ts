import { ATTESTATION_REMINDERS, demonstrationAttestationsSeed, schemesSeed } from '#attestations';
import { HEAD_SIGNING } from '#audit';
import { ACCOUNT_REQUEST_ERASING, demonstrationSuppliersSeed, taxonomySeed } from '#directory';
import { guidanceSeed } from '#guidance';
import { ENDED_SIGN_INS } from '#identity';
import { findATenderSeed, MARKET_REFRESH } from '#market';
import { Configuration, ERASED_FILES, QUARANTINE_SWEEP, Seed } from '#platform';
import { RETENTION_REMINDERS, WATCH_REMINDERS } from '#procurement';
import { DEMONSTRATION_PASSWORD } from './demonstration-sign-ins';

/** The queues of the worker, made by the owner since the application may not make any. */
export const JOB_NAMES: readonly string[] = [
  WATCH_REMINDERS,
  ATTESTATION_REMINDERS,
  MARKET_REFRESH,
  QUARANTINE_SWEEP,
  HEAD_SIGNING,
  RETENTION_REMINDERS,
  ERASED_FILES,
  ACCOUNT_REQUEST_ERASING,
  ENDED_SIGN_INS,
];

/** What is loaded into a database, each after what it refers to. */
export function seedsFor(configuration: Configuration): Seed[] {
  const reference = [guidanceSeed, schemesSeed, taxonomySeed, findATenderSeed];
  const demonstration = [demonstrationSuppliersSeed(DEMONSTRATION_PASSWORD), demonstrationAttestationsSeed];
  return configuration.demo ? [...reference, ...demonstration] : reference;
}
