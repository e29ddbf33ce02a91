import { Module } from '@nestjs/common';
import { AttestationResolver, SupplierAttestationsResolver } from './attestation/attestation.resolver';
import { AttestationService } from './attestation/attestation.service';
import { DeclarationsService } from './declarations/declarations.service';
import { AttestationFileResolver } from './file/attestation-file.resolver';
import { AttestationFileService } from './file/attestation-file.service';
import { AttestationReminders } from './ending/attestation-reminders';
import { AttestationSchemeResolver, GuidanceEvidenceResolver } from './scheme/attestation-scheme.resolver';

@Module({
  providers: [
    AttestationService,
    AttestationReminders,
    AttestationResolver,
    AttestationFileService,
    AttestationFileResolver,
    DeclarationsService,
    SupplierAttestationsResolver,
    AttestationSchemeResolver,
    GuidanceEvidenceResolver,
  ],
  exports: [DeclarationsService],
})
export class AttestationsModule {}
