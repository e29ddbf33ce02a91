import { Controller, Get, Post } from '@nestjs/common';
import { AttestationFileToCheck, DraftAttestations } from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { STRENGTHS } from '../procurement/strengths';
import { choiceFields, ORGANISATION, readChoices, titleOf, typedChoice } from './attestation-file-form';

const HOME = '/our/attestations';

/** Attestations out of a file: shown first, and then drafts of what was chosen. */
@Controller('our/attestations/file')
@For('SUPPLIER')
export class AttestationFileController {
  @Get()
  async choose(@CurrentVisit() visit: Visit): Promise<void> {
    await this.showUpload(visit, new FormErrors());
  }

  /** What was chosen is kept as a document; nothing is drafted before it was looked at. */
  @Post()
  async upload(@CurrentVisit() visit: Visit): Promise<void> {
    const file = await visit.file('file');
    if (file === null) return this.showUpload(visit, new FormErrors().add('file', visit.t('our.file.fileMissing')));
    try {
      const document = await visit.upload(file.name, file.bytes);
      await visit.ask(AttestationFileToCheck, { documentId: document.id });
      await visit.goTo(`${HOME}/file/check?document=${encodeURIComponent(document.id)}`);
    } catch (error) {
      await this.showUpload(visit, FormErrors.of(error, 'file', { documentId: 'file' }));
    }
  }

  @Get('check')
  async check(@CurrentVisit() visit: Visit): Promise<void> {
    await this.showCheck(visit, new FormErrors());
  }

  @Post('check')
  async draft(@CurrentVisit() visit: Visit): Promise<void> {
    const documentId = visit.field('document');
    const { attestationFile } = await visit.ask(AttestationFileToCheck, { documentId });
    const errors = new FormErrors();
    const choices = readChoices(visit, attestationFile.attestations, errors);
    if (errors.any) return this.showCheck(visit, errors);
    // What the page showed as drafted before, and was ticked all the same, is asked for again.
    const again = choices.some(({ index }) => visit.fields('drafted').includes(String(index)));
    try {
      const input = { documentId, choices, again };
      const made = await visit.askOnce(DraftAttestations, { input }, visit.t('our.attestations.title'));
      const { attestations } = made.draftAttestations;
      const path = attestations.length === 1 ? `${HOME}/${encodeURIComponent(attestations[0].id)}/edit` : HOME;
      await visit.goTo(path, { key: 'our.file.made', values: { count: attestations.length } });
    } catch (error) {
      await this.showCheck(visit, FormErrors.of(error, `take-${choices[0].index}`, choiceFields(choices)));
    }
  }

  private async showUpload(visit: Visit, errors: FormErrors): Promise<void> {
    await visit.show('our/file', { errors }, errors.any ? 400 : 200);
  }

  private async showCheck(visit: Visit, errors: FormErrors): Promise<void> {
    const documentId = visit.field('document');
    const {
      attestationFile: file,
      attestationSchemes: schemes,
      mySupplier,
    } = await visit.ask(AttestationFileToCheck, { documentId });
    await visit.show(
      'our/file-check',
      {
        errors,
        file,
        documentId,
        schemes,
        products: mySupplier?.products ?? [],
        organisation: ORGANISATION,
        strengths: STRENGTHS,
        attestations: file.attestations.map((one) => ({
          ...one,
          title: titleOf(visit, one),
          typed: typedChoice(visit, one),
        })),
      },
      errors.any ? 400 : 200,
    );
  }
}
