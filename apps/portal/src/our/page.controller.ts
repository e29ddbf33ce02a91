import { Controller, Get, NotFoundException, Param, Post } from '@nestjs/common';
import {
  AnswerFact,
  AnswerPerformance,
  ClaimSupplier,
  OurClaims,
  type OurClaimsQuery,
  OurPage,
  type OurPageQuery,
  RemoveFactReply,
  RemovePerformanceReply,
  SupplierToClaim,
  UpdateSupplierProfile,
  WithdrawClaim,
} from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { regionsToChoose } from '../form/regions';
import { type FormField, namesIn, standing } from '../form/standing';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { factsInWords } from '../suppliers/facts';
import { performanceOfPage } from '../suppliers/performance';
import { changesOf, formOf, isDerived, type PageForm, sentForm, shownTerms, SIZES } from './page-form';

/** Registers by which a supplier is known. */
const IDENTIFIER_SCHEMES = ['GB-COH', 'GB-PPON', 'GB-CHC', 'GB-SC', 'GB-NIC'] as const;

const FIELDS = { 'input.website': 'website', website: 'website', region: 'region', 'input.description': 'description' };

/** A supplier's page as it looks after it itself: what it says, what registers say and its reply; or how to claim one. */
@Controller('our')
@For('SUPPLIER')
export class OurPageController {
  @Get('page')
  async page(@CurrentVisit() visit: Visit): Promise<void> {
    const read = await visit.ask(OurPage);
    await this.show(visit, read, new FormErrors());
  }

  @Post('page')
  async update(@CurrentVisit() visit: Visit): Promise<void> {
    const read = await visit.ask(OurPage);
    if (read.mySupplier === null) return visit.goTo('/our/claim');
    const stands = formOf(read.mySupplier);
    try {
      await visit.ask(UpdateSupplierProfile, {
        input: {
          supplierId: read.mySupplier.id,
          expectedVersion: Number(visit.field('version')),
          ...changesOf({ ...stands, ...shownTerms(visit, stands) }, sentForm(visit)),
        },
      });
    } catch (error) {
      const errors = FormErrors.of(error, 'description', FIELDS);
      return this.show(visit, await visit.ask(OurPage), errors);
    }
    await visit.goTo('/our/page', { key: 'our.page.saved' });
  }

  /** The right of reply to what a register says: a reply, another one in its place, or none any more. */
  @Post('facts')
  async reply(@CurrentVisit() visit: Visit): Promise<void> {
    const factId = visit.field('fact');
    await this.answer(visit, factId, {
      reply: (note) => visit.ask(AnswerFact, { input: { factId, note } }),
      remove: () => visit.ask(RemoveFactReply, { input: { factId } }),
    });
  }

  /** The same right of reply to what a notice states of a contract. */
  @Post('performance')
  async replyToStatement(@CurrentVisit() visit: Visit): Promise<void> {
    const performanceId = visit.field('statement');
    await this.answer(visit, performanceId, {
      reply: (note) => visit.ask(AnswerPerformance, { input: { performanceId, note } }),
      remove: () => visit.ask(RemovePerformanceReply, { input: { performanceId } }),
    });
  }

  @Get('claim')
  async claimForm(@CurrentVisit() visit: Visit): Promise<void> {
    const [scheme, identifier] = [visit.field('scheme'), visit.field('identifier')];
    const errors = new FormErrors();
    if (!visit.asked('identifier')) return this.showClaim(visit, null, errors);
    errors.require('identifier', identifier, visit.t('our.claim.identifierMissing'));
    if (errors.any) return this.showClaim(visit, null, errors);
    const { supplierByIdentifier } = await visit.ask(SupplierToClaim, {
      scheme: scheme || IDENTIFIER_SCHEMES[0],
      id: identifier,
    });
    if (supplierByIdentifier === null) errors.add('identifier', visit.t('our.claim.notFound'));
    await this.showClaim(visit, supplierByIdentifier, errors);
  }

  @Post('claim')
  async claim(@CurrentVisit() visit: Visit): Promise<void> {
    const input = {
      supplierId: visit.field('supplier'),
      identifierScheme: visit.field('scheme'),
      identifier: visit.field('identifier'),
    };
    try {
      const { claim, supplier } = (await visit.ask(ClaimSupplier, { input })).claimSupplier;
      const isOurs = claim.status === 'ACCEPTED';
      await visit.goTo(isOurs ? '/our/page' : '/our/claim', {
        key: `our.claim.${claim.status}`,
        values: { name: supplier.name },
      });
    } catch (error) {
      await this.showClaim(visit, null, FormErrors.of(error, 'identifier', { identifierScheme: 'scheme' }));
    }
  }

  @Get('claim/:id/withdraw')
  async withdrawal(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const claim = await claimOf(visit, id);
    if (claim.status !== 'PENDING' || !visit.has('EDITOR')) return visit.goTo('/our/claim');
    await visit.show('our/claim-withdraw', { claim, errors: new FormErrors() });
  }

  @Post('claim/:id/withdraw')
  async withdraw(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const claim = await claimOf(visit, id);
    try {
      await visit.ask(WithdrawClaim, { input: { claimId: id } });
    } catch (error) {
      return visit.show('our/claim-withdraw', { claim, errors: FormErrors.of(error, 'withdraw') }, 400);
    }
    await visit.goTo('/our/claim', { key: 'our.claim.withdraw.done', values: { name: claim.supplier.name } });
  }

  /** Sends what was written of something as the reply to it, or takes the reply back. @param id of what is answered */
  private async answer(
    visit: Visit,
    id: string,
    send: { reply: (note: string) => Promise<unknown>; remove: () => Promise<unknown> },
  ): Promise<void> {
    const note = visit.field('note');
    if (visit.field('remove') === 'yes') {
      await send.remove();
      return visit.goTo('/our/page', { key: 'our.page.removed' });
    }
    const errors = new FormErrors().require(`note-${id}`, note, visit.t('our.page.noteMissing'));
    if (errors.any) return this.show(visit, await visit.ask(OurPage), errors);
    try {
      await send.reply(note);
    } catch (error) {
      return this.show(visit, await visit.ask(OurPage), FormErrors.of(error, `note-${id}`));
    }
    await visit.goTo('/our/page', { key: 'our.page.replied' });
  }

  private async show(visit: Visit, read: OurPageQuery, errors: FormErrors): Promise<void> {
    const { mySupplier: supplier, regions, sectors, technologies } = read;
    if (supplier === null) return visit.goTo('/our/claim');
    const stands = formOf(supplier);
    const isSent = errors.any && visit.asked('version');
    const sent = sentForm(visit);
    const isOvertaken = isSent && visit.field('version') !== String(supplier.version);
    await visit.show(
      'our/page',
      {
        supplier,
        facts: factsInWords(supplier.facts, read, visit.t),
        performance: performanceOfPage(supplier.performance, visit.t),
        errors,
        pageAddress: '/our/page',
        values: isSent ? sent : stands,
        version: supplier.version,
        theirs: isOvertaken ? standing(sent, stands, fieldsOf(visit, read), visit.t('form.nothing')) : null,
        shown: isSent && !isOvertaken ? shownTerms(visit, stands) : stands,
        derived: { sectors: isDerived(supplier.sectors), technologies: isDerived(supplier.technologies) },
        regions: regionsToChoose(regions, stands.region),
        sectors,
        technologies,
        sizes: SIZES,
        note: { of: visit.field('fact') || visit.field('statement'), text: visit.field('note') },
        mayEdit: visit.has('EDITOR'),
      },
      errors.any ? 400 : 200,
    );
  }

  private async showClaim(visit: Visit, found: { id: string } | null, errors: FormErrors): Promise<void> {
    const { mySupplier, myClaims, myPageRequests } = await visit.ask(OurClaims);
    const values = { scheme: visit.field('scheme'), identifier: visit.field('identifier') };
    const context = {
      found,
      own: mySupplier,
      hasAsked: myPageRequests.some(({ status }) => status === 'PENDING' || status === 'CHANGES_REQUESTED'),
      claims: myClaims,
      isClaimed: myClaims.some(({ status, supplier }) => status === 'PENDING' && supplier.id === found?.id),
      values,
      errors,
      schemes: IDENTIFIER_SCHEMES,
      mayEdit: visit.has('EDITOR'),
    };
    await visit.show('our/claim', context, errors.any ? 400 : 200);
  }
}

/** @throws NotFoundException when the organisation has made no such claim */
async function claimOf(visit: Visit, id: string): Promise<OurClaimsQuery['myClaims'][number]> {
  const { myClaims } = await visit.ask(OurClaims);
  const claim = myClaims.find((each) => each.id === id);
  if (claim === undefined) throw new NotFoundException();
  return claim;
}

/** The fields of the form, as the page calls them. */
function fieldsOf({ t }: Visit, { regions, sectors, technologies }: OurPageQuery): FormField<PageForm>[] {
  const places = regions.map(({ code, name }) => ({ code, label: name }));
  return [
    { name: 'description', label: t('our.page.description') },
    { name: 'website', label: t('suppliers.page.website') },
    { name: 'region', label: t('suppliers.filter.region'), say: namesIn(places) },
    { name: 'sizeBand', label: t('suppliers.filter.size'), say: (size) => t(`suppliers.size.${size}`) },
    { name: 'technologies', label: t('suppliers.filter.technology'), say: namesIn(technologies) },
    { name: 'sectors', label: t('suppliers.filter.sector'), say: namesIn(sectors) },
  ];
}
