import { hashOf } from '#pack';
import type { CdxAttestation, CdxClaim, CdxComponent, CdxEvidence, CdxService, CdxStandard } from './cyclonedx.types';
import { OWN_EVIDENCE } from './own-evidence';
import type { GivenAttestation, GivenSupplier } from './given';
import { outcomeOf, standsNoLonger, summaryOf } from './in-words';

/** The version of CycloneDX that is written. */
export const WRITTEN_VERSION = '1.6';

/** What stands for one attestation in the document: each part is named by the attestation's id, and so is its own. */
interface Parts {
  standard: CdxStandard;
  attestation: CdxAttestation;
  assessor: object;
  claims: CdxClaim[];
  evidence: CdxEvidence[];
  organisation: { 'bom-ref': string; name: string };
  components: CdxComponent[];
  services: CdxService[];
}

/**
 * Attestations of one supplier as a CycloneDX document of declarations: the same attestations give the same text. What was withdrawn,
 * rejected or replaced has a conformance of 0, so that a program does not take it for something that holds.
 *
 * @param attestations what may be told of each, in the order in which they are to stand
 * @source CycloneDX 1.6, `declarations` and `definitions.standards`
 */
export function writeDeclarations(supplier: GivenSupplier, attestations: readonly GivenAttestation[]): string {
  const parts = attestations.map(partsOf);
  const only = attestations.length === 1 ? attestations[0] : null;
  const body = {
    version: 1,
    metadata: {
      tools: { components: [{ type: 'application', name: 'Assay' }] },
      supplier: { name: supplier.name, url: [supplier.url] },
      properties: [{ name: 'assay:provenance', value: supplier.provenance }],
    },
    definitions: { standards: once(parts.map(({ standard }) => standard)) },
    declarations: {
      assessors: parts.map(({ assessor }) => assessor),
      attestations: parts.map(({ attestation }) => attestation),
      claims: parts.flatMap(({ claims }) => claims),
      evidence: parts.flatMap(({ evidence }) => evidence),
      targets: {
        organizations: once(parts.map(({ organisation }) => organisation)),
        components: parts.flatMap(({ components }) => components),
        services: parts.flatMap(({ services }) => services),
      },
      ...(only === null ? {} : affirmationOf(only, supplier)),
    },
  };
  const document = { bomFormat: 'CycloneDX', specVersion: WRITTEN_VERSION, serialNumber: serialOf(body), ...body };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function partsOf(given: GivenAttestation): Parts {
  const { id, scheme, legalEntity, product, verification, exclusions } = given;
  const standard = `scheme:${scheme.code}`;
  const organisation = { 'bom-ref': `organisation:${legalEntity}`, name: legalEntity };
  const products = product === null ? [] : productsOf(given, product);
  const targets = products.length === 0 ? [organisation['bom-ref']] : products.map((one) => one['bom-ref']);
  const evidence = evidenceOf(given);
  const claims = targets.map((target, at) => ({
    'bom-ref': `${id}/claim/${at + 1}`,
    target,
    predicate: predicateOf(given, products.at(at)?.version),
    evidence: evidence.map((one) => one['bom-ref']),
  }));
  const counterClaims = exclusions.map((predicate, at) => ({
    'bom-ref': `${id}/exclusion/${at + 1}`,
    target: targets[0],
    predicate,
  }));
  const isService = product !== null && SERVICES.includes(product.kind);
  return {
    standard: {
      'bom-ref': standard,
      name: scheme.name,
      owner: scheme.issuer,
      requirements: [{ 'bom-ref': `${standard}/held`, identifier: scheme.code, title: `To hold ${scheme.name}` }],
    },
    assessor: {
      'bom-ref': `${id}/assessor`,
      thirdParty: verification !== null,
      organization: verification === null ? { name: legalEntity } : { contact: [{ name: verification.by }] },
    },
    attestation: {
      summary: summaryOf(given),
      assessor: `${id}/assessor`,
      map: [
        {
          requirement: `${standard}/held`,
          claims: claims.map((one) => one['bom-ref']),
          ...(counterClaims.length === 0 ? {} : { counterClaims: counterClaims.map((one) => one['bom-ref']) }),
          conformance: { ...(standsNoLonger(given) ? { score: 0 } : {}), rationale: outcomeOf(given) },
        },
      ],
    },
    claims: [...claims, ...counterClaims],
    evidence,
    organisation,
    components: isService
      ? []
      : products.map(({ version, ...one }) => ({
          type: TYPES[product?.kind ?? ''] ?? 'application',
          ...one,
          ...(version === undefined ? {} : { version }),
          supplier: { name: legalEntity },
        })),
    services: isService
      ? products.map(({ name, version, ...one }) => ({
          ...one,
          provider: { name: legalEntity },
          name,
          ...(version === undefined ? {} : { version }),
        }))
      : [],
  };
}

/** Kinds of product that CycloneDX calls services. */
const SERVICES: readonly string[] = ['SERVICE', 'CONNECTIVITY'];

/** What CycloneDX calls the other kinds. */
const TYPES: Readonly<Record<string, string>> = { HARDWARE: 'device', PLATFORM: 'platform' };

/** A product once for each version that is named. */
function productsOf(
  { id, productVersions }: GivenAttestation,
  { name }: { name: string },
): { 'bom-ref': string; name: string; version?: string }[] {
  if (productVersions.length === 0) return [{ 'bom-ref': `${id}/product`, name }];
  return productVersions.map((version, at) => ({ 'bom-ref': `${id}/product/${at + 1}`, name, version }));
}

function predicateOf({ legalEntity, scheme, reference, product }: GivenAttestation, version: string | undefined): string {
  const about = product === null ? '' : ` for ${product.name}${version === undefined ? '' : ` ${version}`}`;
  return `${legalEntity} holds ${scheme.name}${reference === null ? '' : `, reference ${reference}`}${about}.`;
}

type NamedEvidence = CdxEvidence & { 'bom-ref': string };

/** What it says, what was signed, and the files behind it by their hashes: as much of them as may be told. */
function evidenceOf(given: GivenAttestation): NamedEvidence[] {
  const { id, issuedOn, expiresOn, statement, documents } = given;
  const said: NamedEvidence = {
    'bom-ref': `${id}/said`,
    propertyName: OWN_EVIDENCE.property,
    description: 'What the attestation says.',
    data: saidOf(given).map(([name, content]) => datum(name, content)),
    ...(issuedOn === null ? {} : { created: `${issuedOn}T00:00:00Z` }),
    ...(expiresOn === null ? {} : { expires: `${expiresOn}T23:59:59Z` }),
  };
  const signed: NamedEvidence[] =
    statement === null
      ? []
      : [
          {
            'bom-ref': `${id}/statement`,
            propertyName: 'assay:statement',
            description: statement.words,
            data: [datum('SHA-256 of what was signed', statement.hash)],
            created: statement.signedAt,
            author: { name: statement.signatory },
          },
        ];
  const files = documents.map(({ fileName, sha256 }, at) => ({
    'bom-ref': `${id}/document/${at + 1}`,
    propertyName: 'assay:document',
    description: fileName,
    data: [datum('SHA-256', sha256)],
  }));
  return [said, ...signed, ...files];
}

function saidOf(given: GivenAttestation): (readonly [string, string])[] {
  const one = (name: string, value: string | null): (readonly [string, string])[] => (value === null ? [] : [[name, value]]);
  return [
    ...one(OWN_EVIDENCE.state, given.status),
    ...one(OWN_EVIDENCE.claimedStrength, given.claimedStrength),
    ...one(OWN_EVIDENCE.strength, given.strength),
    ...one(OWN_EVIDENCE.reference, given.reference),
    ...given.sites.map((site) => [OWN_EVIDENCE.site, site] as const),
    ...given.productVersions.map((version) => [OWN_EVIDENCE.productVersion, version] as const),
    ...one(OWN_EVIDENCE.coversFrom, given.coversFrom),
    ...one(OWN_EVIDENCE.coversTo, given.coversTo),
  ];
}

function datum(name: string, content: string) {
  return { name, contents: { attachment: { contentType: 'text/plain', content } } };
}

function affirmationOf({ id, legalEntity, statement }: GivenAttestation, { url }: GivenSupplier) {
  if (statement === null) return {};
  const { words, signatory, role, hash } = statement;
  const signature = {
    type: 'electronic-signature',
    url,
    comment: `Signed in Assay, as ${id}. The hash is of what was signed.`,
    hashes: [{ alg: 'SHA-256', content: hash }],
  };
  return {
    affirmation: {
      statement: words,
      signatories: [
        {
          name: signatory,
          ...(role === null ? {} : { role }),
          organization: { name: legalEntity },
          externalReference: signature,
        },
      ],
    },
  };
}

/** Each part that has a name once. */
function once<T extends { 'bom-ref'?: string }>(parts: readonly T[]): T[] {
  return [...new Map(parts.map((part) => [part['bom-ref'], part])).values()];
}

/** A serial number that only another document has: a UUID (RFC 9562, version 8) of its content's hash. */
function serialOf(body: object): string {
  const hash = hashOf(body);
  const variant = ((parseInt(hash[16], 16) & 3) | 8).toString(16);
  const hex = `${hash.slice(0, 12)}8${hash.slice(13, 16)}${variant}${hash.slice(17, 32)}`;
  return `urn:uuid:${[hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')}`;
}
