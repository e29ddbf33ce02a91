import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Allow, CurrentCaller, Document, Member } from '#platform';
import {
  DescribeDocumentInput,
  DescribeDocumentPayload,
  RemoveDocumentInput,
  RemoveDocumentPayload,
} from './own-document.inputs';
import { OwnDocumentService } from './own-document.service';

@Resolver(() => Document)
export class OwnDocumentResolver {
  constructor(private readonly documents: OwnDocumentService) {}

  @Mutation(() => DescribeDocumentPayload)
  @Allow({ SUPPLIER: ['EDITOR', 'SIGNATORY'] })
  describeDocument(
    @CurrentCaller() caller: Member,
    @Args('input') input: DescribeDocumentInput,
  ): Promise<DescribeDocumentPayload> {
    return this.documents.describe(caller, input);
  }

  @Mutation(() => RemoveDocumentPayload)
  @Allow({ SUPPLIER: ['EDITOR'] })
  removeDocument(@CurrentCaller() caller: Member, @Args('input') input: RemoveDocumentInput): Promise<RemoveDocumentPayload> {
    return this.documents.remove(caller, input);
  }
}
