import { Module } from '@nestjs/common';
import { AttestationResolver, SupplierAttestationsResolver } from './attestation/attestation.resolver';
import { AttestationService } from './attestation/attestation.service';
import { AttestationSchemeResolver, GuidanceEvidenceResolver } from './scheme/attestation-scheme.resolver';

@Module({
  providers: [
    AttestationService,
    AttestationResolver,
    SupplierAttestationsResolver,
    AttestationSchemeResolver,
    GuidanceEvidenceResolver,
  ],
})
export class AttestationsModule {}
