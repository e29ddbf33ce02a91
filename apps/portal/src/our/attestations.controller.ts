import { Controller, Get, Param, Post } from '@nestjs/common';
import {
  AttestationForm,
  type AttestationFormQuery,
  AttestationToSign,
  OurAttestation,
  OurAttestations,
  SaveAttestationDraft,
  SchemesToAttest,
  SubmitAttestation,
  WithdrawAttestation,
} from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { STRENGTHS } from '../procurement/strengths';
import {
  ATTESTATION_DAYS,
  ATTESTATION_FIELDS,
  attestationToType,
  isReplaceable,
  readAttestation,
  typedAttestation,
  type TypedAttestation,
} from './attestation-form';
import { today } from '../form/day';
import { chosenAmong } from './documents';
import { uploadedFile } from './uploaded-file';
import {
  askedFields,
  fieldsToType,
  pathsOf,
  readFields,
  typedFields,
  type SchemeFormField,
  type TypedFields,
} from './scheme-form';
import { calendarOf, daysLeft, endOf, lapsesOf } from './lapses';

const HOME = '/our/attestations';

/** What a supplier attests: drafted, signed, sent to be checked, kept in date. */
@Controller('our/attestations')
@For('SUPPLIER')
export class OurAttestationsController {
  @Get()
  async list(@CurrentVisit() visit: Visit): Promise<void> {
    const { myAttestations } = await visit.ask(OurAttestations);
    const day = today();
    const ours = myAttestations.map((attestation) => ({
      ...attestation,
      endsOn: endOf(attestation),
      daysLeft: daysLeft(attestation, day),
    }));
    const of = (...statuses: string[]) => ours.filter(({ status }) => statuses.includes(status));
    await visit.show('our/attestations', {
      groups: [
        { key: 'inForce', attestations: of('VERIFIED') },
        { key: 'waiting', attestations: of('SUBMITTED') },
        { key: 'drafts', attestations: of('DRAFT') },
        { key: 'past', attestations: of('EXPIRED', 'REJECTED', 'WITHDRAWN', 'SUPERSEDED') },
      ],
      count: myAttestations.length,
      mayEdit: visit.has('EDITOR') || visit.has('SIGNATORY'),
    });
  }

  @Get('calendar')
  async calendar(@CurrentVisit() visit: Visit): Promise<void> {
    const { myAttestations } = await visit.ask(OurAttestations);
    await visit.show('our/calendar', lapsesOf(myAttestations, today()));
  }

  @Get('calendar.ics')
  async calendarFile(@CurrentVisit() visit: Visit): Promise<void> {
    const { myAttestations } = await visit.ask(OurAttestations);
    const word = ({ scheme, product }: { scheme: { name: string }; product: { name: string } | null }): string =>
      visit.t('our.calendar.ends', { what: product === null ? scheme.name : `${scheme.name} (${product.name})` });
    const counting = myAttestations.filter(({ status }) => status === 'VERIFIED' || status === 'SUBMITTED');
    await visit.sendFile(
      'text/calendar; charset=utf-8',
      'attestations.ics',
      calendarOf(counting, new Date().toISOString(), word),
    );
  }

  @Get('new')
  async chooseScheme(@CurrentVisit() visit: Visit): Promise<void> {
    const scheme = visit.field('scheme');
    if (scheme !== '') return visit.goTo(`${HOME}/new/${encodeURIComponent(scheme)}`);
    const { attestationSchemes } = await visit.ask(SchemesToAttest);
    const errors = new FormErrors();
    if (visit.asked('chosen')) errors.add('scheme', visit.t('our.choose.missing'));
    await visit.show('our/choose', { schemes: attestationSchemes, errors }, errors.any ? 400 : 200);
  }

  @Get('new/:scheme')
  async new(@CurrentVisit() visit: Visit, @Param('scheme') scheme: string): Promise<void> {
    const form = await visit.ask(AttestationForm, { scheme });
    const typed = typedAttestation(visit);
    typed.legalEntity =
      form.mySupplier?.identifiers.find(({ legalName }) => legalName !== null)?.legalName ?? form.mySupplier?.name ?? '';
    await this.showForm(
      visit,
      form,
      null,
      { attestation: typed, fields: typedFields(visit, fieldsOf(form)) },
      new FormErrors(),
    );
  }

  @Post('new/:scheme')
  async create(@CurrentVisit() visit: Visit, @Param('scheme') scheme: string): Promise<void> {
    await this.save(visit, scheme, null);
  }

  @Get(':id')
  async one(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    await this.showOne(visit, id, new FormErrors());
  }

  /** The attestation for programs, with its documents' hashes. */
  @Get(':id/cyclonedx')
  declarations(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    return visit.passOn(`/attestations/${encodeURIComponent(id)}/cyclonedx`);
  }

  @Get(':id/edit')
  async edit(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const { attestation } = await visit.ask(OurAttestation, { id });
    const form = await visit.ask(AttestationForm, { scheme: attestation.scheme.code });
    const fields = fieldsToType(fieldsOf(form), attestation.fieldValues);
    await this.showForm(visit, form, attestation, { attestation: attestationToType(attestation), fields }, new FormErrors());
  }

  @Post(':id/edit')
  async update(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const { attestation } = await visit.ask(OurAttestation, { id });
    await this.save(visit, attestation.scheme.code, attestation);
  }

  @Get(':id/sign')
  async signForm(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    await this.showSign(visit, id, new FormErrors());
  }

  @Post(':id/sign')
  async sign(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const { attestation } = await visit.ask(AttestationToSign, { id });
    const [signatoryName, signatoryRole] = [visit.field('signatoryName'), visit.field('signatoryRole')];
    const errors = new FormErrors()
      .require('signatoryName', signatoryName, visit.t('our.sign.nameMissing'))
      .require('signatoryRole', signatoryRole, visit.t('our.sign.roleMissing'))
      .require('agreed', visit.field('agreed'), visit.t('our.sign.agreedMissing'));
    if (errors.any) return this.showSign(visit, id, errors);
    const { scheme, product, scope, documents, claimedStrength: strength, reference, version } = attestation;
    const { issuedOn, expiresOn, coversFrom, coversTo } = attestation;
    try {
      await visit.ask(SubmitAttestation, {
        input: {
          attestationId: id,
          // What was read is what is signed: a draft that changed since is refused.
          expectedVersion: Number(visit.field('version')) || version,
          schemeCode: scheme.code,
          productId: product?.id ?? null,
          documentIds: documents.map((document) => document.id),
          statement: { signatoryName, signatoryRole, agreed: true },
          ...{ strength, reference, scope, issuedOn, expiresOn, coversFrom, coversTo },
        },
      });
    } catch (error) {
      // What is wrong with the attestation itself is mended in the draft.
      const ofDraft = Object.fromEntries([...Object.keys(ATTESTATION_FIELDS), 'fieldValues'].map((path) => [path, 'change']));
      return this.showSign(visit, id, FormErrors.of(error, 'agreed', ofDraft));
    }
    await visit.goTo(`${HOME}/${encodeURIComponent(id)}`, { key: 'our.sign.done' });
  }

  @Post(':id/withdraw')
  async withdraw(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const reason = visit.field('reason');
    const errors = new FormErrors().require('reason', reason, visit.t('our.withdraw.reasonMissing'));
    if (errors.any) return this.showOne(visit, id, errors);
    try {
      await visit.ask(WithdrawAttestation, { input: { attestationId: id, reason } });
    } catch (error) {
      return this.showOne(visit, id, FormErrors.of(error, 'reason'));
    }
    await visit.goTo(HOME, { key: 'our.withdraw.done' });
  }

  private async save(visit: Visit, scheme: string, draft: { id: string; version: number } | null): Promise<void> {
    const form = await visit.ask(AttestationForm, { scheme });
    const asked = fieldsOf(form);
    const errors = new FormErrors();
    const input = { ...readAttestation(visit, scheme, errors), fieldValues: readFields(visit, asked, errors) };
    const typed = { attestation: typedAttestation(visit), fields: typedFields(visit, asked) };
    // Taken first, so that what is wrong elsewhere loses no file: it is among the own documents from then on.
    const file = await uploadedFile(visit, errors);
    if (file !== null) typed.attestation.documentIds.push(file.id);
    const showAgain = async (wrong: FormErrors): Promise<void> =>
      this.showForm(visit, await visit.ask(AttestationForm, { scheme }), draft, typed, wrong);
    if (errors.any) return showAgain(errors);
    try {
      const said = { ...input, documentIds: typed.attestation.documentIds };
      const saved =
        draft === null
          ? await visit.askOnce(SaveAttestationDraft, { input: said }, visit.t('our.attestations.title'))
          : await visit.ask(SaveAttestationDraft, {
              input: { ...said, attestationId: draft.id, expectedVersion: Number(visit.field('version')) },
            });
      const { id } = saved.saveAttestationDraft.attestation;
      const next = visit.field('then') === 'sign' ? 'sign' : 'edit';
      await visit.goTo(`${HOME}/${encodeURIComponent(id)}/${next}`, { key: 'our.attestation.saved' });
    } catch (error) {
      const paths = { ...ATTESTATION_FIELDS, ...pathsOf(asked) };
      await showAgain(FormErrors.of(error, 'legalEntity', paths));
    }
  }

  private async showForm(
    visit: Visit,
    form: AttestationFormQuery,
    draft: { id: string; version: number } | null,
    typed: { attestation: TypedAttestation; fields: TypedFields },
    errors: FormErrors,
  ): Promise<void> {
    const { code } = form.attestationScheme;
    await visit.show(
      'our/attestation-form',
      {
        scheme: form.attestationScheme,
        supplier: form.mySupplier,
        replaceable: form.myAttestations.filter(({ status, scheme }) => isReplaceable(status) && scheme.code === code),
        draft,
        values: typed.attestation,
        ...chosenAmong(form.myDocuments, typed.attestation.documentIds),
        asked: fieldsOf(form),
        fields: typed.fields,
        errors,
        days: ATTESTATION_DAYS,
        strengths: STRENGTHS,
        version: visit.field('version') || String(draft?.version ?? ''),
        action: draft === null ? `${HOME}/new/${encodeURIComponent(code)}` : `${HOME}/${encodeURIComponent(draft.id)}/edit`,
      },
      errors.any ? 400 : 200,
    );
  }

  private async showOne(visit: Visit, id: string, errors: FormErrors): Promise<void> {
    const { attestation } = await visit.ask(OurAttestation, { id });
    await visit.show(
      'our/attestation',
      {
        attestation,
        errors,
        reason: visit.field('reason'),
        home: `${HOME}/${encodeURIComponent(id)}`,
        mayRenew: isReplaceable(attestation.status) && !attestation.renewed,
        mayWithdraw: ['SUBMITTED', 'VERIFIED'].includes(attestation.status) && (visit.has('SIGNATORY') || visit.has('ADMIN')),
      },
      errors.any ? 400 : 200,
    );
  }

  private async showSign(visit: Visit, id: string, errors: FormErrors): Promise<void> {
    const { attestation, statementToSign } = await visit.ask(AttestationToSign, { id });
    const name = visit.asked('signatoryName') ? visit.field('signatoryName') : (visit.viewer?.user.name ?? '');
    await visit.show(
      'our/sign',
      {
        attestation,
        statement: statementToSign,
        errors,
        values: { signatoryName: name, signatoryRole: visit.field('signatoryRole') },
        home: `${HOME}/${encodeURIComponent(id)}`,
        maySign: visit.has('SIGNATORY'),
      },
      errors.any ? 400 : 200,
    );
  }
}

/** What the form asks of the scheme's own. */
function fieldsOf(form: AttestationFormQuery): SchemeFormField[] {
  return askedFields(form.attestationScheme.fields);
}
