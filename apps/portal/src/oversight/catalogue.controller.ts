import { Controller, Get, NotFoundException, Param, Post } from '@nestjs/common';
import {
  AddGuidanceVersion,
  EarlierGuidanceInUse,
  type EarlierGuidanceInUseQuery,
  GuidanceCatalogue,
  GuidanceChangesBetween,
  GuidanceFileToCheck,
  type GuidanceMendInput,
  GuidanceVersions,
} from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { countsOf, mendsOf, settledMends } from './mends';

type EarlierUse = EarlierGuidanceInUseQuery['guidanceInUse'][0];

interface SentMends {
  index: number | null;
  mends: readonly GuidanceMendInput[];
  leftOut: readonly string[];
  error: unknown;
}

/** The catalogue of guidance, for those who run it: documents and their versions, what differs, and new versions from a file. */
@Controller('catalogue')
@For('OVERSIGHT')
export class CatalogueController {
  @Get()
  async documents(@CurrentVisit() visit: Visit): Promise<void> {
    await this.showDocuments(visit, new FormErrors());
  }

  /** What was chosen is kept as a document; nothing is taken before it was checked. */
  @Post('file')
  async upload(@CurrentVisit() visit: Visit): Promise<void> {
    const file = await visit.file('file');
    if (file === null) return this.showDocuments(visit, new FormErrors().add('file', visit.t('catalogue.fileMissing')));
    try {
      const document = await visit.upload(file.name, file.bytes);
      await visit.ask(GuidanceFileToCheck, { documentId: document.id, mends: null });
      await visit.goTo(`/catalogue/file?document=${encodeURIComponent(document.id)}`);
    } catch (error) {
      await this.showDocuments(visit, FormErrors.of(error, 'file'));
    }
  }

  @Get('file')
  async check(@CurrentVisit() visit: Visit): Promise<void> {
    await this.showCheck(visit, { index: null, mends: [], leftOut: [], error: null });
  }

  /** Takes one document of the file, with what was mended in it. */
  @Post('add')
  async add(@CurrentVisit() visit: Visit): Promise<void> {
    const index = Number(visit.field('index'));
    const leftOut = visit.fields('leave');
    const mends = mendsOf(visit.group('mend.'), leftOut);
    try {
      const input = { documentId: visit.field('document'), index, mends };
      const { document } = (await visit.askOnce(AddGuidanceVersion, { input }, visit.t('catalogue.title'))).addGuidanceVersion;
      const { title, version } = document;
      await visit.goTo(`/catalogue/documents/${encodeURIComponent(document.code)}`, {
        key: 'catalogue.added',
        values: { title, version },
      });
    } catch (error) {
      await this.showCheck(visit, { index, mends, leftOut, error });
    }
  }

  @Get('documents/:code')
  async document(@CurrentVisit() visit: Visit, @Param('code') code: string): Promise<void> {
    const { guidanceVersions: versions } = await visit.ask(GuidanceVersions, { document: code });
    const current = versions.at(0);
    if (current === undefined) throw new NotFoundException();
    const named = (name: string): string | undefined => versions.find(({ version }) => version === visit.field(name))?.version;
    const from = named('from') ?? versions.at(1)?.version;
    const to = named('to') ?? current.version;
    const compared =
      from === undefined || from === to
        ? null
        : (await visit.ask(GuidanceChangesBetween, { document: code, from, to })).guidanceChanges;
    const uses = (await this.uses(visit)).filter(({ document }) => document.code === code);
    const counts = countsOf(compared?.changes ?? []);
    const context = { document: current, versions, from, to, compared, counts, uses, isOperator: visit.has('OPERATOR') };
    // Relations are stated of the current version alone.
    const reworded = to === current.version ? (compared?.changes ?? []).filter(({ kind }) => kind === 'REWORDED') : [];
    await visit.show('catalogue/document', { ...context, reworded });
  }

  private async showDocuments(visit: Visit, errors: FormErrors): Promise<void> {
    const { guidanceDocuments } = await visit.ask(GuidanceCatalogue);
    const uses = await this.uses(visit);
    const documents = guidanceDocuments.map((document) => ({
      ...document,
      uses: uses.filter((use) => use.document.code === document.code),
    }));
    const isOperator = visit.has('OPERATOR');
    await visit.show('catalogue/documents', { documents, isOperator, errors }, errors.any ? 400 : 200);
  }

  /** @param sent the document of the file that a person tried to add, what they had mended in it, and why it was not taken */
  private async showCheck(visit: Visit, sent: SentMends): Promise<void> {
    const documentId = visit.field('document');
    const { guidanceFile } = await visit.ask(GuidanceFileToCheck, { documentId, mends: [...sent.mends] });
    const paths = guidanceFile.flatMap(({ problems }) => problems.map(({ path }) => [path, `mend.${path}`] as const));
    const errors =
      sent.error === null ? new FormErrors() : FormErrors.of(sent.error, `add-${sent.index ?? 0}`, Object.fromEntries(paths));
    const documents = guidanceFile.map((document) => ({
      ...document,
      counts: countsOf(document.changes),
      settled: document.index === sent.index ? settledMends(sent.mends, document.problems) : [],
      once: visit.newKey(),
    }));
    await visit.show(
      'catalogue/file',
      {
        documentId,
        documents: documents.filter(({ state }) => state !== 'UNCHANGED'),
        same: documents.filter(({ state }) => state === 'UNCHANGED'),
        leftOut: sent.leftOut,
        errors,
        pageAddress: `/catalogue/file?document=${encodeURIComponent(documentId)}`,
      },
      errors.any ? 400 : 200,
    );
  }

  /** Which earlier versions are still matched against: for operators. */
  private async uses(visit: Visit): Promise<EarlierUse[]> {
    return visit.has('OPERATOR') ? (await visit.ask(EarlierGuidanceInUse)).guidanceInUse : [];
  }
}
