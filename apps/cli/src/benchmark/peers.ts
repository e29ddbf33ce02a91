import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '#platform';
import { Asked } from './rounds';

export const PEERS_FOLDER = join(repositoryRoot(), 'benchmarks/peers');

/** What the two questions are asked with. */
export type Variables =
  | { readonly id: string }
  | { readonly filter: { readonly technologies: readonly string[]; readonly regions: readonly string[] } };

/** Another GraphQL server over the same tables. */
export interface Peer {
  name: string;
  /** In the peers' folder. */
  script: string;
  flags?: readonly string[];
  /** The Node that it needs, where this one will not do. */
  node?: string;
  /** The question in the words of its schema, and its answer in the API's, where its schema is not the API's. */
  translate?(variables: Variables): Pick<Asked, 'body' | 'read'>;
}

export const PEERS: readonly Peer[] = [
  { name: 'Mercurius', script: 'mercurius.mjs' },
  {
    name: 'PostGraphile',
    script: 'postgraphile.mjs',
    node: join(PEERS_FOLDER, 'node_modules/node/bin/node'),
    translate: (variables) =>
      'id' in variables
        ? { body: JSON.stringify(oneOfPostGraphile(variables.id)), read: supplierFromPostGraphile }
        : { body: JSON.stringify(pageOfPostGraphile(variables.filter)), read: pageFromPostGraphile },
  },
  // Its classes are compiled as they are loaded: decorators want the types of what they stand on.
  {
    name: 'Nest',
    script: 'nest.ts',
    flags: ['--import', '@swc-node/register/esm-register'],
  },
];

/**
 * Installs the packages of the peers where that was not done yet, or not for this lock file.
 *
 * @throws Error when npm does not come through
 */
export function installPeers(): void {
  const installed = join(PEERS_FOLDER, 'node_modules/.package-lock.json');
  const wanted = join(PEERS_FOLDER, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return;
  process.stdout.write('The peers are not installed yet: npm ci in benchmarks/peers.\n');
  const { status } = spawnSync('npm', ['ci', '--loglevel=error'], {
    cwd: PEERS_FOLDER,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0)
    throw new Error('npm could not install the peers. Run "npm ci" in benchmarks/peers to see why, then start again.');
}

/** The peers with their versions, as their package file has them. */
export function versionsOfPeers(): string {
  const { dependencies } = JSON.parse(readFileSync(join(PEERS_FOLDER, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const named = (name: string, dependency: string): string => `${name} ${dependencies[dependency]}`;
  return [
    `${named('Mercurius', 'mercurius')} with ${named('graphql-jit', 'graphql-jit')}`,
    `${named('PostGraphile', 'postgraphile')} on ${named('Node', 'node')}`,
    `${named('Nest', '@nestjs/core')} with ${named('Apollo Server', '@apollo/server')}, ${named('TypeORM', 'typeorm')} and ${named('DataLoader', 'dataloader')}`,
  ].join('; ');
}

const CARD = `fragment SupplierCard on Supplier { rowId name provenance
  organisationByOrganisationId { organisationIdentifiersByOrganisationIdList(orderBy: [IS_PRIMARY_DESC, SCHEME_ASC, IDENTIFIER_ASC]) { scheme identifier uri } }
  regionByRegionCode { code name } sizeBand
  supplierSectorsBySupplierIdList(orderBy: [POSITION_ASC]) { sectorBySectorCode { code label } }
  supplierTechnologiesBySupplierIdList(orderBy: [POSITION_ASC]) { technologyByTechnologyCode { code label } }
  productsBySupplierIdList(orderBy: [NAME_ASC, PRIMARY_KEY_ASC]) { rowId name kind productTechnologiesByProductIdList(orderBy: [POSITION_ASC]) { technologyByTechnologyCode { code } } }
  attestationsBySupplierIdList(orderBy: [SCHEME_CODE_ASC, PRIMARY_KEY_ASC]) { rowId attestationSchemeBySchemeCode { code name } status strength coversFrom coversTo issuedOn expiresOn } }`;
const ONE = `query One($id: UUID!) { supplierByRowId(rowId: $id) { ...SupplierCard } } ${CARD}`;
const PAGE = `query Page($technologies: [String!]!, $regions: [String!]!, $conditions: [Int]!, $facets: [String]!, $codes: [String]!, $days: [Date]!) {
  countSuppliersList(conditions: $conditions, facets: $facets, codes: $codes, days: $days, few: 0, withFacets: false) { total }
  allSuppliersList(condition: { technologies: $technologies, regions: $regions }, orderBy: [NAME_ORDER_ASC, LOT_ASC], first: 20) { ...SupplierCard } } ${CARD}`;

function oneOfPostGraphile(id: string): { query: string; variables: object } {
  return { query: ONE, variables: { id: id.slice('sup_'.length) } };
}

/** A page, and its total from the same bits as everybody's: `count_suppliers` is in PostGraphile's schema as any function is. */
function pageOfPostGraphile({ technologies, regions }: { technologies: readonly string[]; regions: readonly string[] }): {
  query: string;
  variables: object;
} {
  const rows = (
    [
      ['RELEVANT', ['']],
      ['TECHNOLOGY', technologies],
      ['REGION', regions],
    ] as const
  ).flatMap(([facet, codes], index) => codes.map((code) => ({ condition: index + 1, facet, code })));
  return {
    query: PAGE,
    variables: {
      technologies,
      regions,
      conditions: rows.map(({ condition }) => condition),
      facets: rows.map(({ facet }) => facet),
      codes: rows.map(({ code }) => code),
      days: rows.map(() => null),
    },
  };
}

/** A supplier as PostGraphile tells it. */
interface Row {
  rowId: string;
  name: string;
  provenance: string;
  organisationByOrganisationId: {
    organisationIdentifiersByOrganisationIdList: { scheme: string; identifier: string; uri: string | null }[];
  };
  regionByRegionCode: { code: string; name: string } | null;
  sizeBand: string;
  supplierSectorsBySupplierIdList: { sectorBySectorCode: object }[];
  supplierTechnologiesBySupplierIdList: { technologyByTechnologyCode: object }[];
  productsBySupplierIdList: {
    rowId: string;
    name: string;
    kind: string;
    productTechnologiesByProductIdList: { technologyByTechnologyCode: object }[];
  }[];
  attestationsBySupplierIdList: { rowId: string; attestationSchemeBySchemeCode: object }[];
}

function supplierOf(row: Row): object {
  return {
    id: `sup_${row.rowId}`,
    name: row.name,
    provenance: row.provenance,
    identifiers: row.organisationByOrganisationId.organisationIdentifiersByOrganisationIdList.map(
      ({ scheme, identifier, uri }) => ({ scheme, id: identifier, uri }),
    ),
    region: row.regionByRegionCode,
    sizeBand: row.sizeBand,
    sectors: row.supplierSectorsBySupplierIdList.map(({ sectorBySectorCode }) => sectorBySectorCode),
    technologies: row.supplierTechnologiesBySupplierIdList.map(({ technologyByTechnologyCode }) => technologyByTechnologyCode),
    products: row.productsBySupplierIdList.map(({ rowId, name, kind, productTechnologiesByProductIdList }) => ({
      id: `prd_${rowId}`,
      name,
      kind,
      technologies: productTechnologiesByProductIdList.map(({ technologyByTechnologyCode }) => technologyByTechnologyCode),
    })),
    attestations: row.attestationsBySupplierIdList.map(({ rowId, attestationSchemeBySchemeCode, ...attestation }) => ({
      id: `att_${rowId}`,
      scheme: attestationSchemeBySchemeCode,
      ...attestation,
    })),
  };
}

function supplierFromPostGraphile(answer: unknown): unknown {
  const { data } = answer as { data?: { supplierByRowId: Row | null } };
  return data?.supplierByRowId ? { data: { supplier: supplierOf(data.supplierByRowId) } } : answer;
}

function pageFromPostGraphile(answer: unknown): unknown {
  const { data } = answer as { data?: { countSuppliersList: { total: string }[]; allSuppliersList: Row[] } };
  if (!data) return answer;
  return {
    data: {
      suppliers: {
        totalCount: Number(data.countSuppliersList[0].total),
        edges: data.allSuppliersList.map((row) => ({ node: supplierOf(row) })),
      },
    },
  };
}
