import { Controller, Get, Param, Post } from '@nestjs/common';
import { type ImportKind, ImportPage, Imports, StartImport } from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { For } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';

const KINDS: readonly ImportKind[] = ['OCDS', 'COMPANIES_HOUSE'];

/** Registers read in, for operators: what was read, how far it is, and what was not taken and why. */
@Controller('imports')
@For('OVERSIGHT')
export class ImportsController {
  @Get()
  async imports(@CurrentVisit() visit: Visit): Promise<void> {
    await this.show(visit, new FormErrors());
  }

  @Post()
  async start(@CurrentVisit() visit: Visit): Promise<void> {
    const kind = KINDS.find((each) => each === visit.field('kind'));
    const file = await visit.file('file');
    const url = visit.field('url');
    const errors = new FormErrors();
    if (kind === undefined) errors.add('kind', visit.t('imports.kindMissing'));
    if (file === null && url === '') errors.add('file', visit.t('imports.nothing'));
    if (errors.any || kind === undefined) return this.show(visit, errors);
    try {
      const documentId = file === null ? null : (await visit.upload(file.name, file.bytes)).id;
      const list = (name: string): string[] =>
        visit
          .field(name)
          .split(/[\s,;]+/)
          .filter((word) => word !== '');
      const input = { kind, documentId, url: url || null, sicCodes: list('sicCodes'), postcodeAreas: list('postcodeAreas') };
      const { startImport } = await visit.askOnce(StartImport, { input }, visit.t('imports.title'));
      await visit.goTo(`/imports/${encodeURIComponent(startImport.import.id)}`, { key: 'imports.started' });
    } catch (error) {
      await this.show(
        visit,
        FormErrors.of(error, 'file', { url: 'url', sicCodes: 'sicCodes', postcodeAreas: 'postcodeAreas' }),
      );
    }
  }

  @Get(':id')
  async import(@CurrentVisit() visit: Visit, @Param('id') id: string): Promise<void> {
    const after = Number.parseInt(visit.field('after'), 10);
    const { importRun } = await visit.ask(ImportPage, { id, after: Number.isSafeInteger(after) ? after : null });
    const { bytesRead, bytesTotal, state, report, problems, counts } = importRun;
    const last = report.at(-1)?.position ?? problems;
    await visit.show('oversight/import', {
      run: importRun,
      isOpen: state === 'QUEUED' || state === 'RUNNING',
      share: bytesTotal ? Math.min(1, bytesRead / bytesTotal) : null,
      counts: Object.entries((counts ?? {}) as Record<string, number>),
      next: last < problems ? last : null,
    });
  }

  private async show(visit: Visit, errors: FormErrors): Promise<void> {
    const isOperator = visit.has('OPERATOR');
    const found = isOperator ? (await visit.ask(Imports, { after: visit.field('after') || null })).imports : null;
    const typed = Object.fromEntries(['kind', 'url', 'sicCodes', 'postcodeAreas'].map((name) => [name, visit.field(name)]));
    await visit.show(
      'oversight/imports',
      {
        isOperator,
        errors,
        typed,
        kinds: KINDS,
        imports: found?.edges.map(({ node }) => node) ?? [],
        next: found?.pageInfo.hasNextPage === true ? found.pageInfo.endCursor : null,
      },
      errors.any ? 400 : 200,
    );
  }
}
