import { Module } from '@nestjs/common';
import { AttestationResolver, SupplierAttestationsResolver } from './attestation/attestation.resolver';
import { AttestationService } from './attestation/attestation.service';
import { AttestationReminders } from './ending/attestation-reminders';
import { AttestationSchemeResolver, GuidanceEvidenceResolver } from './scheme/attestation-scheme.resolver';

@Module({
  providers: [
    AttestationService,
    AttestationReminders,
    AttestationResolver,
    SupplierAttestationsResolver,
    AttestationSchemeResolver,
    GuidanceEvidenceResolver,
  ],
})
export class AttestationsModule {}
