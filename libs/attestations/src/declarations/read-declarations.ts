import { CYCLONEDX_VERSIONS, cycloneDxViolations, isCycloneDxVersion } from '#standards';
import type { CdxAttestation, CdxDeclarations, CdxDocument } from './cyclonedx.types';
import type { DeclaredAffirmation, DeclaredFile } from './declared';
import { groupsOf, type Group } from './groups';
import { attestationOf } from './read-attestation';
import { References } from './references';
import { FileUnreadable, readStrictJson, type SchemaCheck, shortened } from './strict-json';

/** How many attestations of one file are read at once. */
const MOST_ATTESTATIONS = 100;

/** How many problems are told: whoever mends the first twenty sends the file again. */
const MOST_TOLD = 20;

/** How many there may be of each part of the declarations. */
const MOST_OF_EACH = 5000;

/**
 * What a CycloneDX document declares, held against the official schema of its version.
 *
 * @param text the document, as it was received
 * @throws FileUnreadable when it is no such document, is not valid, or its parts name what is not there
 * @source CycloneDX 1.6 and 1.7, `declarations` and `definitions.standards`
 */
export async function readDeclarations(text: string): Promise<DeclaredFile> {
  const json = readStrictJson(text);
  const version = versionOf(json);
  const format = `CycloneDX ${version}`;
  const violations = await cycloneDxViolations(version, JSON.stringify(json));
  refuse(
    violations.map(({ path, message }) => violationInWords(version, path, message)),
    { format, isValid: false },
  );
  const schema = { format, isValid: true };
  const document = json as CdxDocument;
  const declarations = document.declarations ?? {};
  refuse(tooMany(declarations), schema);
  const references = new References(document);
  refuse(references.problems, schema);
  const { groups, notCarried } = groupsOf(declarations.attestations ?? [], references);
  if (groups.length === 0)
    refuse(
      [
        `The file declares nothing that could be an attestation: no attestation of it maps a requirement to a claim. ${notCarried.join(' ')}`.trim(),
      ],
      schema,
    );
  if (groups.length > MOST_ATTESTATIONS)
    refuse(
      [`The file holds ${groups.length} attestations, and ${MOST_ATTESTATIONS} are read at once. Split it into several files.`],
      schema,
    );
  return {
    format,
    attestations: groups.map((group, index) => attestationOf(group, index, references)),
    affirmation: affirmationOf(declarations),
    notCarried: [...notCarried, ...ofWholeFile(document, groups)],
  };
}

function refuse(problems: readonly string[], schema: SchemaCheck): void {
  if (problems.length > 0) throw new FileUnreadable(problems.slice(0, MOST_TOLD), schema);
}

/** @throws FileUnreadable when it is another kind of document, or of a version that has no attestations */
function versionOf(json: unknown): (typeof CYCLONEDX_VERSIONS)[number] {
  const { bomFormat, specVersion } = (json ?? {}) as { bomFormat?: unknown; specVersion?: unknown };
  if (bomFormat !== 'CycloneDX')
    throw new FileUnreadable([
      'The file is not CycloneDX in JSON: its “bomFormat” is not “CycloneDX”. Export the attestations as CycloneDX JSON.',
    ]);
  if (isCycloneDxVersion(specVersion)) return specVersion;
  const said = typeof specVersion === 'string' ? `CycloneDX ${shortened(specVersion)}` : 'CycloneDX without a version';
  throw new FileUnreadable([
    `The file is ${said}. Attestations are read from ${CYCLONEDX_VERSIONS.join(' and ')}. Export it in one of these.`,
  ]);
}

function violationInWords(version: string, path: string, message: string): string {
  return `${path === '' ? 'The document' : shortened(path)} ${shortened(message)}, says the official schema of CycloneDX ${version}.`;
}

function tooMany({ assessors, attestations, claims, evidence }: CdxDeclarations): string[] {
  const mappings = (attestations ?? []).flatMap(({ map = [] }: CdxAttestation) => map);
  const links = [
    ...mappings.map(({ claims: one = [], counterClaims: other = [] }) => one.length + other.length),
    ...(claims ?? []).map(({ evidence: one = [], counterEvidence: other = [] }) => one.length + other.length),
  ].reduce((sum, one) => sum + one, 0);
  const counts = {
    assessors: assessors?.length ?? 0,
    claims: claims?.length ?? 0,
    'pieces of evidence': evidence?.length ?? 0,
    'mapped requirements': mappings.length,
    'references to claims and evidence': links,
  };
  return Object.entries(counts).flatMap(([name, count]) =>
    count > MOST_OF_EACH ? [`The file has ${count} ${name}, and ${MOST_OF_EACH} are read. Split it.`] : [],
  );
}

function affirmationOf({ affirmation }: CdxDeclarations): DeclaredAffirmation | null {
  if (affirmation === undefined) return null;
  const { statement, signatories = [] } = affirmation;
  return {
    statement: statement ?? null,
    signatories: signatories.map(({ name, role, organization }) => ({
      name: name ?? null,
      role: role ?? null,
      organisation: organization?.name ?? null,
    })),
  };
}

/** What a document says beside its attestations, or of all of them. */
function ofWholeFile(document: CdxDocument, groups: readonly Group[]): string[] {
  const { declarations = {}, components = [], services = [] } = document;
  const used = new Set(groups.flatMap(({ claims, counterClaims }) => [...claims, ...counterClaims]));
  const unused = (declarations.claims ?? []).filter((claim) => !used.has(claim)).length;
  const signed = [document, declarations, ...(declarations.attestations ?? []), ...(declarations.claims ?? [])];
  return [
    declarations.affirmation === undefined
      ? null
      : 'Its affirmation and signatories: a signatory of your organisation signs each attestation here, in its own words.',
    signed.some(({ signature }) => signature !== undefined) ? 'Its digital signatures, which are not checked here.' : null,
    unused === 0 ? null : `${unused === 1 ? 'One claim' : `${unused} claims`} that no attestation rests on.`,
    components.length + services.length === 0
      ? null
      : `Its ${components.length + services.length} components and services, beside what the attestations are about.`,
  ].filter((one) => one !== null);
}
