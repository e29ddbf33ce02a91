import { Args, ID, Info, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Organisation } from '#identity';
import { Allow, CurrentCaller, Document, keyOf, Member, NotFound, Reader, readId } from '#platform';
import { DocumentConsentPayload, GrantDocumentInput, WithdrawDocumentInput } from './document-consent.inputs';
import { DocumentConsentService } from './document-consent.service';
import { DocumentReader, DocumentReading, DocumentUse, SharedDocument } from './document-consent.types';
import { DocumentLoader } from './document-loader';
import { SharedDocuments } from './shared-documents';

@Resolver(() => Document)
export class DocumentConsentResolver {
  constructor(
    private readonly consents: DocumentConsentService,
    private readonly shared: SharedDocuments,
    private readonly loader: DocumentLoader,
    private readonly reader: Reader,
  ) {}

  /** The documents of the caller's organisation, the newest first. */
  @Query(() => [Document])
  @Allow({ SUPPLIER: ['VIEWER'] }, 'READ')
  myDocuments(@CurrentCaller() caller: Member, @Info() info: GraphQLResolveInfo): Promise<Document[]> {
    return this.reader.many(
      caller,
      info,
      Document,
      (a, p) => `${a}.organisation_id = ${p.add(caller.organisation.id)}::uuid`,
      (a) => `${a}.created_at DESC, ${a}.id`,
    );
  }

  /** One document of the caller's organisation. */
  @Query(() => Document)
  @Allow({ SUPPLIER: ['VIEWER'] }, 'READ')
  async myDocument(
    @CurrentCaller() caller: Member,
    @Args('documentId', { type: () => ID }) documentId: string,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Document> {
    const key = readId(Document, documentId);
    const found = await this.reader.find(
      caller,
      info,
      Document,
      (a, p) => `${a}.id = ${p.add(key)}::uuid AND ${a}.organisation_id = ${p.add(caller.organisation.id)}::uuid`,
    );
    if (found === null) throw new NotFound('document');
    return found;
  }

  /** The buyers that have asked the caller's organisation for evidence: whom it can let open a document. By their names. */
  @Query(() => [Organisation])
  @Allow({ SUPPLIER: ['VIEWER'] }, 'READ')
  myBuyers(@CurrentCaller() caller: Member, @Info() info: GraphQLResolveInfo): Promise<Organisation[]> {
    return this.reader.many(
      caller,
      info,
      Organisation,
      (a, p) =>
        `EXISTS (SELECT FROM invitation i WHERE i.organisation_id = ${a}.id AND i.supplier_organisation_id = ${p.add(caller.organisation.id)}::uuid)`,
      (a) => `${a}.name, ${a}.id`,
    );
  }

  /** What suppliers let the caller's organisation open by their word, beside what comes with answers; the last one first. */
  @Query(() => [SharedDocument])
  @Allow({ BUYER: ['VIEWER'] }, 'READ')
  sharedDocuments(@CurrentCaller() caller: Member): Promise<SharedDocument[]> {
    return this.shared.of(caller);
  }

  @Mutation(() => DocumentConsentPayload)
  @Allow({ SUPPLIER: ['EDITOR'] })
  grantDocument(@CurrentCaller() caller: Member, @Args('input') input: GrantDocumentInput): Promise<DocumentConsentPayload> {
    return this.consents.grant(caller, input);
  }

  @Mutation(() => DocumentConsentPayload)
  @Allow({ SUPPLIER: ['EDITOR'] })
  withdrawDocument(
    @CurrentCaller() caller: Member,
    @Args('input') input: WithdrawDocumentInput,
  ): Promise<DocumentConsentPayload> {
    return this.consents.withdraw(caller, input);
  }

  @ResolveField(() => [DocumentUse], { description: 'What it is used for; to the supplier whose it is' })
  uses(@CurrentCaller() caller: Member, @Parent() document: Document): Promise<DocumentUse[]> {
    return this.loader.of(caller).uses.load(keyOf(Document, document));
  }

  @ResolveField(() => [DocumentReader], {
    description: 'The buyers who may open it, will, or could; to the supplier whose it is',
  })
  readers(@CurrentCaller() caller: Member, @Parent() document: Document): Promise<DocumentReader[]> {
    return this.loader.of(caller).readers.load(keyOf(Document, document));
  }

  @ResolveField(() => [DocumentReading], {
    description: 'Who opened it last, a hundred at most; to the organisation whose it is',
  })
  readings(@CurrentCaller() caller: Member, @Parent() document: Document): Promise<DocumentReading[]> {
    return this.loader.of(caller).readings.load(keyOf(Document, document));
  }
}
