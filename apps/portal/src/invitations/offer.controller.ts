import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiRefusal } from '../api/api-client';
import { OfferPage, SaveOffer } from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { linesOf } from '../form/lines';
import { For } from '../page/door';
import { offerInWords } from '../page/offered';
import { CurrentVisit, Visit } from '../page/visit';
import { deadlineOf, isAnswerable } from './answers';
import { attestedSites, offerChoices, offerToType, offerTyped, typedRows, type TypedOffer } from './offer-form';

/** Which products, in which versions, a supplier offers, and from which sites it would operate: evidence is held against that. */
@Controller('invitations/:id/offer')
@For('SUPPLIER')
export class OfferController {
  @Get()
  async form(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    await this.show(visit, id, new FormErrors());
  }

  @Post()
  async save(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const typed: TypedOffer = {
      ticked: visit.fields('product'),
      typed: typedRows(visit.group('name-'), visit.group('typedVersion-')),
      sites: visit.field('sites'),
    };
    const version = Number(visit.field('version'));
    const errors = new FormErrors();
    for (const [row, { name }] of typed.typed.entries()) errors.require(`name-${row}`, name, visit.t('offer.nameMissing'));
    if (errors.any) return this.show(visit, id, errors, { typed, version });
    const products = offerTyped(typed);
    try {
      await visit.ask(SaveOffer, {
        input: { invitationId: id, products, sites: linesOf(typed.sites), expectedVersion: version },
      });
    } catch (error) {
      const isOver = error instanceof ApiRefusal && error.code === 'ILLEGAL_TRANSITION';
      const refused = isOver ? new FormErrors().add('products', error.message) : FormErrors.of(error, 'products', SITES);
      const isOvertaken = error instanceof ApiRefusal && error.code === 'CONFLICT';
      return this.show(visit, id, refused, { typed, version: isOvertaken ? null : version });
    }
    await visit.goTo(`/invitations/${encodeURIComponent(id)}`, {
      key: products.length === 0 ? 'offer.savedNone' : 'offer.saved',
    });
  }

  /** @param sent what was typed, and the version that it was typed in view of: null where a colleague has saved another since */
  private async show(
    visit: Visit,
    id: string,
    errors: FormErrors,
    sent?: { typed: TypedOffer; version: number | null },
  ): Promise<void> {
    const { evidenceInvitation: invitation, mySupplier, myAttestations } = await visit.ask(OfferPage, { id });
    const listed = mySupplier?.products ?? [];
    const { products = [], sites = [] } = invitation.offer ?? {};
    const saved = told(visit, products, sites);
    const values = sent?.typed ?? offerToType(products, listed, sites);
    const choices = offerChoices(listed, values.ticked);
    const typedProducts = values.typed.map(({ name, version }) => ({ name, version: version || null }));
    await visit.show(
      'invitations/offer',
      {
        invitation,
        errors,
        // A row more than there are, to type in.
        rows: [...values.typed, { name: '', version: '' }],
        choices,
        ticked: values.ticked,
        sites: values.sites,
        attestedSites: attestedSites(myAttestations),
        version: sent?.version ?? invitation.offer?.version ?? 0,
        theirs: sent?.version === null ? saved || visit.t('offer.none') : null,
        saved,
        unsaved: errors.any
          ? told(
              visit,
              [...choices.filter(({ value }) => values.ticked.includes(value)), ...typedProducts],
              linesOf(values.sites),
            )
          : '',
        deadline: deadlineOf(invitation),
        isOpen: isAnswerable(invitation) && visit.has('EDITOR'),
        home: `/invitations/${encodeURIComponent(id)}`,
      },
      errors.any ? 400 : 200,
    );
  }
}

/** The field of the form for each site that the API may refuse. */
const SITES = Object.fromEntries(
  ['sites', ...Array.from({ length: 20 }, (_, row) => `sites.${row}`)].map((path) => [path, 'sites']),
);

/** What is offered, and from where, in a line; empty where neither is said. */
function told(visit: Visit, products: readonly { name: string; version: string | null }[], sites: readonly string[]): string {
  const from = sites.length === 0 ? '' : visit.t('offer.sitesSaved', { sites: sites.join('; ') });
  return [offerInWords(products), from].filter((words) => words !== '').join('. ');
}
