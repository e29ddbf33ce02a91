import { Attestation } from './attestation/attestation.entity';
import { AttestationScheme, SchemeEvidence } from './scheme/attestation-scheme.entity';

export { AttestationsModule } from './attestations.module';
export { Attestation, SchemeFieldValue } from './attestation/attestation.entity';
export { ATTESTATION, type AttestationState, isTakenBack, TAKEN_BACK_STATES } from './attestation/attestation.states';
export { attestationHash, type HashedAttestation } from './attestation/attestation-hash';
export { scopeTest, type Contract } from './attestation/scope-test';
export { evidenceFor, type EvidenceFor, validAttestations } from './attestation/valid-attestations';
export { isWeaker, STRENGTHS, StrengthEnum, type Strength } from './attestation/strength';
export { type DeclaredAffirmation, type DeclaredFile } from './declarations/declared';
export { DeclarationsService, type DeclarationsFile } from './declarations/declarations.service';
export { readDeclarations } from './declarations/read-declarations';
export { FileUnreadable, type SchemaCheck } from './declarations/strict-json';
export { ATTESTATION_REMINDERS, AttestationReminders } from './ending/attestation-reminders';
export { asDraftOf, type AttestationOfFile, type ShippedScheme } from './file/file-alone';
export { type FileToRead, readAttestationFile } from './file/read-file';
export { AttestationScheme, SchemeEvidence } from './scheme/attestation-scheme.entity';
export { demonstrationAttestationsSeed } from './seed/demonstration-attestations.seed';
export { schemesSeed, shippedSchemes } from './seed/schemes.seed';

/** The entities of this library, for the connection of an app. */
export const ATTESTATION_ENTITIES = [Attestation, AttestationScheme, SchemeEvidence];
