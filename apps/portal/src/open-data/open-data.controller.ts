import { Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { CONFIGURATION, Configuration } from '#platform';
import { ApiRefusal } from '../api/api-client';
import { AskForOpenDataRelease, OpenDataRelease, type OpenDataReleaseQuery, OpenDataReleases } from '../api/operations';
import { FormErrors } from '../form/form-errors';
import { For, Public } from '../page/door';
import { CurrentVisit, Visit } from '../page/visit';
import { licenceName } from './licence';

type Release = OpenDataReleaseQuery['openDataRelease'];

/** Open data, for everyone: every release at its address, with its files; and for operators, asking for one. */
@Controller('open-data')
@Public()
export class OpenDataController {
  constructor(@Inject(CONFIGURATION) private readonly configuration: Configuration) {}

  @Get()
  releases(@CurrentVisit() visit: Visit): Promise<void> {
    return this.show(visit, new FormErrors());
  }

  @Post()
  @For('OVERSIGHT')
  async ask(@CurrentVisit() visit: Visit): Promise<void> {
    try {
      const { release } = (await visit.ask(AskForOpenDataRelease)).askForOpenDataRelease;
      await visit.goTo('/open-data', { key: 'openData.asked', values: { version: release.version } });
    } catch (error) {
      await this.show(visit, FormErrors.of(error, 'ask', {}));
    }
  }

  /** The address that always leads to the last release. */
  @Get('latest')
  async latest(@CurrentVisit() visit: Visit): Promise<void> {
    await visit.goTo(`/open-data/${(await visit.ask(OpenDataRelease, {})).openDataRelease.version}`);
  }

  @Get(':version')
  async release(@CurrentVisit() visit: Visit, @Param('version') version: string): Promise<void> {
    const { openDataRelease: release } = await visit.ask(OpenDataRelease, { version });
    const own = new Set(release.datasets.flatMap(({ files }) => files.map(({ name }) => name)));
    await visit.show('open-data/release', {
      release,
      datasets: release.datasets.map((dataset) => ({ ...dataset, licenceName: licenceName(dataset.licence) })),
      files: release.files.filter(({ name }) => !own.has(name)),
      address: `${this.configuration.publicUrl}/open-data/${release.version}`,
    });
  }

  @Get(':version/:file')
  file(@CurrentVisit() visit: Visit, @Param('version') version: string, @Param('file') file: string): Promise<void> {
    return visit.passOn(`/open-data/${encodeURIComponent(version)}/${encodeURIComponent(file)}`);
  }

  private async show(visit: Visit, errors: FormErrors): Promise<void> {
    const { openDataReleases } = await visit.ask(OpenDataReleases, { after: visit.field('after') || null });
    const latest = await lastRelease(visit);
    await visit.show(
      'open-data/releases',
      {
        errors,
        latest,
        licences: latest === null ? [] : licencesOf(latest),
        releases: openDataReleases.edges.map(({ node }) => node),
        isOperator: visit.has('OPERATOR'),
        next: openDataReleases.pageInfo.hasNextPage ? openDataReleases.pageInfo.endCursor : null,
      },
      errors.any ? 400 : 200,
    );
  }
}

async function lastRelease(visit: Visit): Promise<Release | null> {
  try {
    return (await visit.ask(OpenDataRelease, {})).openDataRelease;
  } catch (error) {
    if (error instanceof ApiRefusal && error.code === 'NOT_FOUND') return null;
    throw error;
  }
}

function licencesOf({ datasets }: Release): { url: string; name: string }[] {
  return [...new Set(datasets.map(({ licence }) => licence))].map((url) => ({ url, name: licenceName(url) }));
}
