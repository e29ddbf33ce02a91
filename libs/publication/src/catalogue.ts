import { MODEL_CONTEXT } from './catalogue-context';

/** Who publishes, as the catalogue names them. */
export interface Publisher {
  /** The name that GOV.UK gives an organisation of government, such as `department-for-transport`, or else a web address. */
  organisation: string;
  contactName: string;
  email: string;
}

/** A file of a dataset: one of its formats. */
export interface CataloguedFile {
  url: string;
  title: string;
  mediaType: string;
  size: number;
}

/** A dataset of a release, with the files that it can be had in. */
export interface CataloguedDataset {
  /** The address of this version of it. */
  url: string;
  title: string;
  description: string;
  keywords: readonly string[];
  licence: string;
  files: readonly CataloguedFile[];
}

/** A release as it is catalogued. Days are `2026-11-26`. */
export interface CataloguedRelease {
  url: string;
  title: string;
  description: string;
  version: string;
  issued: string;
  /** The day of the first release. */
  firstIssued: string;
  publisher: Publisher;
  /** Of the catalogue itself. */
  licence: string;
  datasets: readonly CataloguedDataset[];
}

export const CATALOGUE_MEDIA_TYPE = 'application/ld+json';

/** The longest summary that the model takes. */
const SUMMARY_LENGTH = 250;

/**
 * A DCAT catalogue (JSON-LD) whose datasets and distributions are records of the UK Cross-Government Metadata Exchange Model: the names of
 * the model, which its context turns into those of DCAT.
 */
export function catalogueOf(release: CataloguedRelease): object {
  return {
    '@context': MODEL_CONTEXT,
    '@graph': [catalogue(release), ...release.datasets.flatMap((one) => records(release, one))],
  };
}

function catalogue({ url, title, description, version, issued, publisher, licence, datasets }: CataloguedRelease): object {
  return {
    identifier: url,
    type: 'dcat:Catalog',
    title,
    description,
    version,
    issued,
    publisher: publisher.organisation,
    licence,
    dataset: datasets.map((dataset) => dataset.url),
  };
}

function records(release: CataloguedRelease, dataset: CataloguedDataset): object[] {
  const { publisher, version, issued, firstIssued } = release;
  return [
    {
      identifier: dataset.url,
      type: 'dcat:Dataset',
      title: dataset.title,
      summary: summaryOf(dataset.description),
      description: dataset.description,
      keyword: [...dataset.keywords],
      licence: dataset.licence,
      version,
      accessRights: 'OPEN',
      securityClassification: 'OFFICIAL',
      issued: firstIssued,
      modified: issued,
      contactPoint: { contactName: publisher.contactName, email: publisher.email },
      creator: [publisher.organisation],
      publisher: publisher.organisation,
      updateFrequency: 'freq:daily',
      distribution: dataset.files.map((file) => file.url),
    },
    ...dataset.files.map((file) => ({
      identifier: file.url,
      type: 'dcat:Distribution',
      title: file.title,
      licence: dataset.licence,
      accessRights: 'OPEN',
      issued,
      modified: issued,
      // The model takes no size of an empty file.
      ...(file.size > 0 ? { byteSize: file.size } : {}),
      downloadURL: file.url,
      mediaType: file.mediaType,
    })),
  ];
}

function summaryOf(text: string): string {
  if (text.length <= SUMMARY_LENGTH) return text;
  return `${text.slice(0, text.lastIndexOf(' ', SUMMARY_LENGTH - 1))}…`;
}
