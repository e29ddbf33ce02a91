import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, CurrentCaller, Member } from '#platform';
import { AttestationFile, AttestationsPayload, DraftAttestationsInput } from './attestation-file.inputs';
import { AttestationFileService } from './attestation-file.service';

@Resolver(() => AttestationFile)
export class AttestationFileResolver {
  constructor(private readonly files: AttestationFileService) {}

  /** What an uploaded file of attestations holds, with what is proposed for each. Nothing is kept of it yet. */
  @Query(() => AttestationFile)
  @Allow({ SUPPLIER: ['EDITOR', 'SIGNATORY'] }, 'READ')
  attestationFile(
    @CurrentCaller() caller: Member,
    @Args('documentId', { type: () => ID, description: 'A file that was uploaded to /documents' }) documentId: string,
  ): Promise<AttestationFile> {
    return this.files.check(caller, documentId);
  }

  /** Makes drafts of what was chosen in a file. */
  @Mutation(() => AttestationsPayload)
  @Allow({ SUPPLIER: ['EDITOR', 'SIGNATORY'] })
  draftAttestations(
    @CurrentCaller() caller: Member,
    @Args('input') input: DraftAttestationsInput,
  ): Promise<AttestationsPayload> {
    return this.files.draft(caller, input);
  }
}
