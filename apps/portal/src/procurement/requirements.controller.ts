import { Controller, Get, NotFoundException, Param, Post } from '@nestjs/common';
import { ApiRefusal } from '../api/api-client';
import {
  AddRequirements,
  DecideGuidance,
  OneRequirement,
  RemoveRequirement,
  Requirements,
  SpecificationToCheck,
  type SpecificationToCheckQuery,
  UpdateRequirement,
  WordingOfItem,
} from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { standing } from '../form/standing';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { pathTo, showPart } from './part';
import {
  readRequirement,
  REQUIREMENT_FIELDS,
  requirementFields,
  requirementToType,
  typedRequirement,
  type TypedRequirement,
} from './requirement-form';
import { checkedRequirements, identified, numbersClashing, numbersTaken, untouched, type Chosen } from './specification-check';
import { isChangeable } from './stages';
import { REQUIREMENT_KINDS, STRENGTHS } from './strengths';

/** The requirements of a procurement: read, added by form, by paste or from a file, changed and removed. */
@Controller('procurements/:id/requirements')
@For('BUYER')
export class RequirementsController {
  @Get()
  async list(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const { procurement } = await visit.ask(Requirements, { id });
    await showPart(visit, 'requirements', procurement, { requirements: procurement.requirements });
  }

  @Get('new')
  async new(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const item = visit.field('item');
    const values = typedRequirement(visit);
    if (item !== '') {
      const { suggestedWording } = (await visit.ask(WordingOfItem, { code: item })).guidanceItem;
      values.text ||= suggestedWording?.wording ?? '';
      if (suggestedWording !== null) values.minimumStrength = suggestedWording.minimumStrength;
    }
    await this.showNew(visit, id, values, new FormErrors());
  }

  @Post('new')
  async add(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const errors = new FormErrors();
    const requirement = readRequirement(visit, errors);
    if (errors.any) return this.showNew(visit, id, typedRequirement(visit), errors);
    const item = visit.field('item');
    try {
      const input = { procurementId: id, requirements: [requirement] };
      const [added] = (await visit.askOnce(AddRequirements, { input }, visit.t('requirements.title'))).addRequirements
        .requirements;
      if (item !== '')
        await visit.ask(DecideGuidance, { input: { requirementId: added.id, itemCode: item, decision: 'ACCEPT' } });
      const to = pathTo({ id }, item === '' ? 'requirements' : 'coverage');
      await visit.goTo(to, { key: 'requirements.added', values: { ref: added.ref } });
    } catch (error) {
      await this.showNew(visit, id, typedRequirement(visit), FormErrors.of(error, 'text', REQUIREMENT_FIELDS));
    }
  }

  @Get('import')
  async importForm(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    await this.showImport(visit, id, new FormErrors());
  }

  /** What was pasted or chosen is kept as a document; nothing is added before it was checked. */
  @Post('import')
  async import(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const text = visit.field('text');
    const file = await visit.file('file');
    if (text === '' && file === null)
      return this.showImport(visit, id, new FormErrors().add('text', visit.t('import.missing')));
    if (text !== '' && file !== null)
      return this.showImport(visit, id, new FormErrors().add('text', visit.t('import.both', { file: file.name })));
    const given = file ?? { name: visit.t('import.pasted'), bytes: new Uint8Array(Buffer.from(text)) };
    try {
      const document = await visit.upload(given.name, given.bytes);
      await visit.ask(SpecificationToCheck, { id, documentId: document.id });
      await visit.goTo(`${pathTo({ id }, 'requirements/check')}?document=${encodeURIComponent(document.id)}`);
    } catch (error) {
      await this.showImport(visit, id, FormErrors.of(error, file === null ? 'text' : 'file'));
    }
  }

  @Get('check')
  async check(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const documentId = visit.field('document');
    const read = await visit.ask(SpecificationToCheck, { id, documentId });
    await this.showCheck(visit, read, untouched(read.specification), new FormErrors());
  }

  @Post('check')
  async addChecked(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const documentId = visit.field('document');
    const read = await visit.ask(SpecificationToCheck, { id, documentId });
    const chosen = { taken: visit.fields('take'), mended: visit.group('mended.'), numberOn: visit.field('numberOn') !== '' };
    const requirements = checkedRequirements(read.specification, chosen);
    if (requirements.length === 0)
      return this.showCheck(visit, read, chosen, new FormErrors().add('take', visit.t('check.nothing')));
    try {
      const input = { procurementId: id, requirements, numberOn: chosen.numberOn, documentId };
      await visit.doOnce(AddRequirements, { input }, visit.t('requirements.title'));
      await visit.goTo(pathTo({ id }, 'matches'), { key: 'check.added', values: { count: requirements.length } });
    } catch (error) {
      const refused = FormErrors.of(error, 'take');
      const now = await visit.ask(SpecificationToCheck, { id, documentId });
      const clash = numbersRefused(visit, now, chosen);
      await this.showCheck(visit, now, chosen, clash.any ? clash : refused);
    }
  }

  @Get(':requirement/edit')
  async edit(@CurrentVisit() visit: Visit, @Param('id') id: string, @Param('requirement') key: string): Promise<void> {
    const requirement = await this.one(visit, id, key);
    const { version } = requirement.requirement;
    await this.showEdit(visit, requirement, requirementToType(requirement.requirement), version, new FormErrors());
  }

  @Post(':requirement/edit')
  async update(@CurrentVisit() visit: Visit, @Param('id') id: string, @Param('requirement') key: string): Promise<void> {
    const found = await this.find(visit, id, key);
    if (found === null) return this.showRemoved(visit, id);
    const errors = new FormErrors();
    const requirement = readRequirement(visit, errors, found.requirement.weight);
    const version = Number(visit.field('version'));
    if (errors.any) return this.showEdit(visit, found, typedRequirement(visit), version, errors);
    try {
      const input = { ...requirement, requirementId: key, expectedVersion: version };
      const { requirement: changed, decisionsDropped } = (await visit.ask(UpdateRequirement, { input })).updateRequirement;
      const notice = decisionsDropped === 0 ? 'requirements.changed' : 'requirements.changedToAnother';
      await visit.goTo(pathTo({ id }, 'requirements'), { key: notice, values: { ref: changed.ref } });
    } catch (error) {
      const errors = FormErrors.of(error, 'text', REQUIREMENT_FIELDS);
      const now = await this.find(visit, id, key);
      if (now === null) return this.showRemoved(visit, id);
      await this.showEdit(visit, now, typedRequirement(visit), now.requirement.version, errors, version);
    }
  }

  @Post(':requirement/remove')
  async remove(@CurrentVisit() visit: Visit, @Param('id') id: string, @Param('requirement') key: string): Promise<void> {
    const found = await this.find(visit, id, key);
    const ref = found?.requirement.ref ?? visit.field('shown.ref');
    const isRemoved = found !== null && (await this.isRemovedNow(visit, key));
    const notice = isRemoved ? 'requirements.removed' : 'requirements.removedBefore';
    await visit.goTo(pathTo({ id }, 'requirements'), { key: notice, values: { ref } });
  }

  /** Removes a requirement; false where somebody has removed it meanwhile. */
  private async isRemovedNow(visit: Visit, requirementId: string): Promise<boolean> {
    try {
      await visit.ask(RemoveRequirement, { input: { requirementId } });
      return true;
    } catch (error) {
      if (error instanceof ApiRefusal && error.code === 'NOT_FOUND') return false;
      throw error;
    }
  }

  private async one(visit: Visit, id: string, key: string) {
    const found = await this.find(visit, id, key);
    if (found === null) throw new NotFoundException();
    return found;
  }

  private async find(visit: Visit, id: string, key: string) {
    const { procurement } = await visit.ask(OneRequirement, { id });
    const requirement = procurement.requirements.find((each) => each.id === key);
    return requirement === undefined ? null : { procurement, requirement };
  }

  /** What was typed for a requirement that somebody removed meanwhile, in the form that adds one. */
  private showRemoved(visit: Visit, id: string): Promise<void> {
    const errors = new FormErrors().add('text', visit.t('requirement-edit.removedMeanwhile'));
    return this.showNew(visit, id, typedRequirement(visit), errors);
  }

  private async showNew(visit: Visit, id: string, values: TypedRequirement, errors: FormErrors): Promise<void> {
    const { procurement } = await visit.ask(OneRequirement, { id });
    const code = visit.field('item');
    const item = code === '' ? null : (await visit.ask(WordingOfItem, { code })).guidanceItem;
    const isOpen = isChangeable(procurement);
    const context = { values, errors, item, isOpen, kinds: REQUIREMENT_KINDS, strengths: STRENGTHS };
    await showPart(visit, 'requirement-new', procurement, context, errors.any ? 400 : 200);
  }

  private showEdit(
    visit: Visit,
    { procurement, requirement }: Awaited<ReturnType<RequirementsController['one']>>,
    values: TypedRequirement,
    version: number,
    errors: FormErrors,
    versionBefore = version,
  ): Promise<void> {
    const stands = requirementToType(requirement);
    const theirs =
      version === versionBefore ? null : standing(values, stands, requirementFields(visit), visit.t('form.nothing'));
    const isOpen = isChangeable(procurement);
    const choices = { kinds: REQUIREMENT_KINDS, strengths: STRENGTHS };
    const context = { requirement, values, version, theirs, errors, isOpen, ...choices };
    return showPart(visit, 'requirement-edit', procurement, context, errors.any ? 400 : 200);
  }

  private async showImport(visit: Visit, id: string, errors: FormErrors): Promise<void> {
    const { procurement } = await visit.ask(OneRequirement, { id });
    await showPart(
      visit,
      'import',
      procurement,
      { errors, text: visit.field('text'), isOpen: isChangeable(procurement) },
      errors.any ? 400 : 200,
    );
  }

  private showCheck(
    visit: Visit,
    read: SpecificationToCheckQuery,
    { taken, mended, numberOn }: Chosen,
    errors: FormErrors,
  ): Promise<void> {
    const lines = identified(read.specification);
    const requirements = lines.requirements.map((requirement) => ({ ...requirement, taken: taken.includes(requirement.id) }));
    const skipped = lines.skipped.map((line) => ({
      ...line,
      taken: taken.includes(line.id),
      text: mended.get(line.id) ?? line.text,
    }));
    const numbering = { taken: numbersTaken(read), isOn: numberOn };
    const numbersTwice = [...new Set(requirements.flatMap(({ refTakenBefore }) => refTakenBefore ?? []))];
    const document = visit.field('document');
    const context = { document, requirements, skipped, kept: lines.kept, numbering, numbersTwice, errors };
    return showPart(visit, 'check', read.procurement, context, errors.any ? 400 : 200);
  }
}

/** Says which numbers are taken, in words that fit the page: it has no field for a number, and can number on. */
function numbersRefused({ t }: Visit, read: SpecificationToCheckQuery, chosen: Chosen): FormErrors {
  const errors = new FormErrors();
  const refs = numbersClashing(read, chosen);
  if (refs.length === 0) return errors;
  return errors.add('numberOn', t('check.numbersClash', { count: refs.length, refs: IN_A_SENTENCE.format(refs) }));
}

const IN_A_SENTENCE = new Intl.ListFormat('en-GB', { type: 'conjunction' });
