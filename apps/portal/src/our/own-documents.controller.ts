import { Controller, Get, Param, Post } from '@nestjs/common';
import { DescribeDocument, OurDocument, OurDocumentToDescribe, RemoveDocument } from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { isRemovable } from './documents';
import { uploadedFile } from './uploaded-file';

const HOME = '/our/documents';

/** What a supplier types of a document of its own. */
interface Said {
  title: string;
  description: string;
}

/** A supplier adds a document to its own, says what it is, and removes one that nothing names. */
@Controller('our/documents')
@For('SUPPLIER')
export class OwnDocumentsController {
  @Get('new')
  async addForm(@CurrentVisit() visit: Visit): Promise<void> {
    await this.showAdd(visit, '', new FormErrors());
  }

  /** The file is taken first, so that a title which is missing loses none: the form then has it. */
  @Post('new')
  async add(@CurrentVisit() visit: Visit): Promise<void> {
    const said = saidOn(visit);
    const errors = new FormErrors().require('title', said.title, visit.t('documents.add.nameMissing'));
    const file = await uploadedFile(visit, errors);
    const documentId = file?.id ?? visit.field('document');
    if (errors.of('file') === undefined) errors.require('file', documentId, visit.t('documents.add.fileMissing'));
    if (errors.any) return this.showAdd(visit, documentId, errors);
    try {
      await visit.doAsTyped(DescribeDocument, { input: { documentId, ...said } });
    } catch (error) {
      return this.showAdd(visit, documentId, FormErrors.of(error, 'title', { description: 'description' }));
    }
    await visit.goTo(pathTo(documentId), { key: 'documents.add.done' });
  }

  @Get(':id/describe')
  async describeForm(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const { myDocument } = await visit.ask(OurDocumentToDescribe, { id });
    const said = { title: myDocument.title ?? '', description: myDocument.description ?? '' };
    await this.showDescription(visit, id, said, new FormErrors());
  }

  @Post(':id/describe')
  async describe(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const said = saidOn(visit);
    const errors = new FormErrors().require('title', said.title, visit.t('documents.add.nameMissing'));
    if (errors.any) return this.showDescription(visit, id, said, errors);
    try {
      await visit.doAsTyped(DescribeDocument, { input: { documentId: id, ...said } });
    } catch (error) {
      return this.showDescription(visit, id, said, FormErrors.of(error, 'title', { description: 'description' }));
    }
    await visit.goTo(pathTo(id), { key: 'documents.describe.done' });
  }

  @Get(':id/remove')
  async removeForm(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    await this.showRemoval(visit, id, new FormErrors());
  }

  @Post(':id/remove')
  async remove(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const file = visit.field('fileName');
    try {
      await visit.doOnce(RemoveDocument, { input: { documentId: id } }, visit.t('documents.title'));
    } catch (error) {
      return this.showRemoval(visit, id, FormErrors.of(error, 'remove'));
    }
    await visit.goTo(HOME, { key: 'documents.remove.done', values: { file } });
  }

  /** @param documentId of the file that was taken already; empty when none was */
  private async showAdd(visit: Visit, documentId: string, errors: FormErrors): Promise<void> {
    const kept = documentId === '' ? null : (await visit.ask(OurDocumentToDescribe, { id: documentId })).myDocument;
    await visit.show(
      'our/document-form',
      { said: saidOn(visit), kept, document: null, errors, action: `${HOME}/new`, home: HOME },
      errors.any ? 400 : 200,
    );
  }

  private async showDescription(visit: Visit, id: string, said: Said, errors: FormErrors): Promise<void> {
    const { myDocument: document } = await visit.ask(OurDocumentToDescribe, { id });
    await visit.show(
      'our/document-form',
      { said, kept: null, document, errors, action: `${pathTo(id)}/describe`, home: pathTo(id) },
      errors.any ? 400 : 200,
    );
  }

  private async showRemoval(visit: Visit, id: string, errors: FormErrors): Promise<void> {
    const { myDocument: document } = await visit.ask(OurDocument, { id });
    await visit.show(
      'our/document-remove',
      { document, errors, isRemovable: isRemovable(document), home: pathTo(id) },
      errors.any ? 400 : 200,
    );
  }
}

/** What was typed of a document. */
function saidOn(visit: Visit): Said {
  return { title: visit.field('title'), description: visit.field('description') };
}

function pathTo(id: string): string {
  return `${HOME}/${encodeURIComponent(id)}`;
}
