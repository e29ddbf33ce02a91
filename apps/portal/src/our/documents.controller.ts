import { Controller, Get, NotFoundException, Param, Post } from '@nestjs/common';
import { GrantDocument, OurDocument, type OurDocumentQuery, OurDocuments, WithdrawDocument } from '../api/operations';
import { dayToType, requireDay, typedDay, type TypedDay } from '../form/day';
import { FormErrors } from '../form/form-errors';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { buyersOf, isGiven, isRemovable, openedTo, standingOf, usesOf } from './documents';

/** A supplier's documents: what each is used for, which buyers may open it and until when, who did; and what it says of that. */
@Controller('our/documents')
@For('SUPPLIER')
export class OurDocumentsController {
  @Get()
  async list(@CurrentVisit() visit: Visit): Promise<void> {
    const { myDocuments } = await visit.ask(OurDocuments);
    const buyer = visit.field('buyer');
    await visit.show('our/documents', {
      documents: openedTo(myDocuments, buyer).map((document) => ({
        ...document,
        href: pathTo(document.id),
        open: document.readers.filter(({ state }) => state === 'OPEN'),
        openings: document.readers.reduce((sum, { openings }) => sum + openings, 0),
      })),
      buyers: buyersOf(myDocuments),
      mayAdd: mayAdd(visit),
      buyer,
      isFiltered: buyer !== '',
    });
  }

  @Get(':id')
  async document(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const { myDocument: document, myBuyers } = await visit.ask(OurDocument, { id });
    await visit.show('our/document', {
      document,
      uses: usesOf(document.uses),
      readers: document.readers.map((reader) => ({
        ...reader,
        isGiven: isGiven(reader.state),
        standing: standingOf(reader, new Date()),
      })),
      home: pathTo(id),
      mayGrant: visit.has('EDITOR') && myBuyers.length > 0,
      mayEdit: visit.has('EDITOR'),
      mayDescribe: mayAdd(visit),
      isRemovable: isRemovable(document),
    });
  }

  @Get(':id/grant')
  async grantForm(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const read = await visit.ask(OurDocument, { id });
    const chosen = read.myDocument.readers.find(({ buyer }) => buyer.id === visit.field('buyer'));
    await this.showGrant(visit, read, dayToType(chosen?.until), new FormErrors());
  }

  @Post(':id/grant')
  async grant(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const read = await visit.ask(OurDocument, { id });
    const organisationId = visit.field('buyer');
    const name = read.myBuyers.find((buyer) => buyer.id === organisationId)?.name;
    const errors = new FormErrors();
    if (name === undefined) errors.add('buyer', visit.t('documents.grant.buyerMissing'));
    const until = requireDay(visit, 'until', errors, visit.t('documents.grant.until'));
    if (errors.any || until === null) return this.showGrant(visit, read, typedDay(visit, 'until'), errors);
    try {
      await visit.doOnce(GrantDocument, { input: { documentId: id, organisationId, until } }, visit.t('documents.grant.title'));
    } catch (error) {
      return this.showGrant(visit, read, typedDay(visit, 'until'), FormErrors.of(error, 'buyer', { until: 'until-day' }));
    }
    await visit.goTo(pathTo(id), { key: 'documents.grant.done', values: { buyer: name ?? '' } });
  }

  @Get(':id/withdraw')
  async withdrawForm(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    await this.showWithdrawal(visit, await visit.ask(OurDocument, { id }), new FormErrors());
  }

  @Post(':id/withdraw')
  async withdraw(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const read = await visit.ask(OurDocument, { id });
    const reason = visit.field('reason');
    const errors = new FormErrors().require('reason', reason, visit.t('documents.withdraw.reasonMissing'));
    if (errors.any) return this.showWithdrawal(visit, read, errors);
    try {
      const input = { documentId: id, organisationId: visit.field('buyer'), reason };
      await visit.doOnce(WithdrawDocument, { input }, visit.t('documents.withdraw.button'));
    } catch (error) {
      return this.showWithdrawal(visit, read, FormErrors.of(error, 'reason'));
    }
    await visit.goTo(pathTo(id), { key: 'documents.withdraw.done', values: { buyer: readerOf(visit, read).buyer.name } });
  }

  private async showGrant(visit: Visit, read: OurDocumentQuery, until: TypedDay, errors: FormErrors): Promise<void> {
    await visit.show(
      'our/document-grant',
      {
        document: read.myDocument,
        buyers: read.myBuyers,
        buyer: visit.field('buyer'),
        until,
        errors,
        home: pathTo(read.myDocument.id),
      },
      errors.any ? 400 : 200,
    );
  }

  private async showWithdrawal(visit: Visit, read: OurDocumentQuery, errors: FormErrors): Promise<void> {
    const reader = readerOf(visit, read);
    await visit.show(
      'our/document-withdraw',
      {
        document: read.myDocument,
        reader,
        answered: [...new Set(reader.history.flatMap(({ procurement }) => procurement ?? []))],
        reason: visit.field('reason'),
        errors,
        home: pathTo(read.myDocument.id),
      },
      errors.any ? 400 : 200,
    );
  }
}

/** Whether the person may add documents, and say what one is. */
function mayAdd(visit: Visit): boolean {
  return visit.has('EDITOR') || visit.has('SIGNATORY');
}

function pathTo(id: string): string {
  return `/our/documents/${encodeURIComponent(id)}`;
}

/** The buyer that a form is about. @throws NotFoundException when the document was never given to it */
function readerOf(visit: Visit, { myDocument }: OurDocumentQuery): OurDocumentQuery['myDocument']['readers'][number] {
  const reader = myDocument.readers.find(({ buyer }) => buyer.id === visit.field('buyer'));
  if (reader === undefined) throw new NotFoundException();
  return reader;
}
