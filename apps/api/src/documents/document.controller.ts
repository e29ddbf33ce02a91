import { Controller, Get, Headers, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { AuditTrail } from '#audit';
import { Organisation } from '#identity';
import {
  Allow,
  BadUserInput,
  CurrentCaller,
  Document,
  DocumentService,
  DocumentStore,
  globalId,
  isOfMalformedForm,
  isOfSecondFile,
  Member,
  readId,
  SignedIn,
  Transactions,
  Tx,
} from '#platform';
import { AnswerDocuments, ClosedDocuments } from '#procurement';

/** What an upload answers. */
interface UploadedDocument {
  id: string;
  fileName: string;
  mediaType: string;
  size: number;
  sha256: string;
  scan: string;
}

/** Files in and out. They never go through GraphQL. */
@Controller('documents')
export class DocumentController {
  constructor(
    private readonly documents: DocumentService,
    private readonly answerDocuments: AnswerDocuments,
    private readonly closedDocuments: ClosedDocuments,
    private readonly store: DocumentStore,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
  ) {}

  /** One file, as multipart/form-data. It exists when this answers 201, and not before; sent again under its key, it is the same one. */
  @Post()
  @Allow({ BUYER: ['EDITOR'], SUPPLIER: ['EDITOR', 'SIGNATORY'], OVERSIGHT: ['VERIFIER', 'OPERATOR'] })
  async upload(
    @CurrentCaller() caller: Member,
    @Req() request: FastifyRequest,
    @Headers('idempotency-key') key?: string,
  ): Promise<UploadedDocument> {
    const files = request.isMultipart() ? request.files() : null;
    const first = await files?.next().catch(unreadable);
    if (files === null || first === undefined || first.done === true)
      throw BadUserInput.field('file', 'No file came. Send one as multipart/form-data.');
    const recorded = (tx: Tx, made: Document): Promise<void> =>
      this.audit.record(tx, caller, {
        action: 'document.uploaded',
        subject: { type: Document, id: made.id },
        detail: { sha256: made.sha256, size: made.size },
      });
    const bytes = whole(first.value.file, files);
    const document = await this.documents.upload(caller, first.value.filename, bytes, recorded, key);
    const { id, fileName, mediaType, size, sha256, scan } = document;
    return { id: globalId(Document, id), fileName, mediaType, size, sha256, scan };
  }

  /** The bytes, to those who may read them; each reading is recorded, in the owner's trail too. */
  @Get(':id')
  @SignedIn()
  async download(@CurrentCaller() caller: Member, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const document = await this.transactions.run(caller, async (tx) => {
      const key = readId(Document, id);
      await this.closedDocuments.mustNotBeClosed(tx, caller, key);
      const found = await this.documents.readable(tx, key);
      await this.answerDocuments.mustBeShown(tx, found.id);
      const deed = {
        action: 'document.read',
        subject: { type: Document, id: found.id },
        detail: { by: caller.organisation.name, organisation: globalId(Organisation, caller.organisation.id) },
      };
      await this.audit.record(tx, caller, deed);
      if (found.organisationId !== caller.organisation.id)
        await this.audit.record(tx, caller, { ...deed, organisationId: found.organisationId });
      return found;
    });
    const bytes = await this.store.open(document.sha256);
    await reply
      .header('content-type', document.mediaType)
      .header('content-length', document.size)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(document.fileName)}`)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, no-store')
      .send(bytes);
  }
}

/** What the parser of forms says of one that it cannot take, in words for whoever sent it. @throws always */
function unreadable(error: unknown): never {
  if (isOfSecondFile(error))
    throw BadUserInput.field('file', 'More than one file came. Nothing was saved; send each on its own.');
  if (!isOfMalformedForm(error)) throw error;
  throw BadUserInput.field('file', 'The form that came is malformed or was cut short. Nothing was saved; send the file again.');
}

/** A part of a form whose end tells when it had to be cut. */
type FormFile = Readable & { truncated: boolean };

/** The file's bytes; an error when it is larger than may be, or when another comes behind it. */
async function* bytesOf(file: FormFile, others: AsyncIterator<unknown>): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of file) yield chunk as Buffer;
    if (!file.truncated) await others.next();
  } catch (error) {
    unreadable(error);
  }
  if (file.truncated)
    throw BadUserInput.field('file', 'The file is too large to be taken here. Send a smaller one, or split it.');
}

function whole(file: FormFile, others: AsyncIterator<unknown>): Readable {
  return Readable.from(bytesOf(file, others), { objectMode: false });
}
