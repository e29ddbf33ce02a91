import { documentsNamed, type AttestationSnapshot, type PackContents, type PackDocument } from '../../contents';
import { uuidOf } from '../identity';
import { evidencePath } from '../paths';
import { inWords, notInThePack } from '../words';
import { rlink } from './common';
import { line, markup, markupLine, props, some } from './text';

/** The UUID of a document in the back matter, by its content. */
export function documentResource({ procurement }: PackContents, sha256: string): string {
  return uuidOf(procurement.id, 'document', sha256);
}

/** The UUID of an attestation in the back matter. */
export function attestationResource({ procurement }: PackContents, attestationId: string): string {
  return uuidOf(procurement.id, 'attestation', attestationId);
}

/** Every document and every attestation that an answer relied on, once each: documents with their hash, and the place that they have in the pack. */
export function evidenceResources(contents: PackContents): object[] {
  const attestations = new Map(
    contents.answers.flatMap((answer) => answer.attestations).map((attestation) => [attestation.id, attestation]),
  );
  return [
    ...documentsNamed(contents).map((document) => documentAsResource(contents, document)),
    ...[...attestations.values()].map((attestation) => attestationAsResource(contents, attestation)),
  ];
}

/** What an attestation is called: its scheme, and its reference where it has one. */
export function attestationTitle({ scheme, schemeName, reference }: AttestationSnapshot): string {
  return [schemeName ?? scheme, ...(reference === null ? [] : [reference])].join(', ');
}

function documentAsResource(contents: PackContents, document: PackDocument): object {
  const { name, sha256, size, mediaType, closedAt } = document;
  const resource = {
    uuid: documentResource(contents, sha256),
    title: markupLine(name, 'A document without a name'),
  };
  if (closedAt !== undefined)
    return { ...resource, props: props({ size, sha256, 'closed-at': closedAt }), remarks: notInThePack(closedAt) };
  return {
    ...resource,
    props: props({ size }),
    rlinks: [rlink(evidencePath(document), line(mediaType, 'application/octet-stream'), sha256)],
  };
}

function attestationAsResource(contents: PackContents, attestation: AttestationSnapshot): object {
  const { id, scheme, reference, scope, dates, strength, status, hash, validOnDecision } = attestation;
  const { verification, statement = null } = attestation;
  return {
    uuid: attestationResource(contents, id),
    title: markupLine(attestationTitle(attestation), 'An attestation'),
    description: `Attestation, ${inWords.attestationStatus[status]}.`,
    props: props({
      'attestation-id': id,
      scheme,
      strength,
      status,
      'valid-on-decision': validOnDecision,
      'covers-from': dates.coversFrom,
      'covers-to': dates.coversTo,
      'issued-on': dates.issuedOn,
      'expires-on': dates.expiresOn,
      'received-at': dates.receivedAt,
      'legal-entity': scope.legalEntity,
      site: scope.sites,
      'product-version': scope.productVersions,
      exclusion: scope.exclusions,
      'attestation-hash': hash,
      'signed-by': statement?.signatory ?? null,
      'signed-at': statement?.signedAt ?? null,
      'signed-hash': statement?.signedHash ?? null,
      'verification-outcome': verification?.outcome ?? null,
      'verified-by': verification?.verifiedBy.name ?? null,
      'checked-on': verification?.checkedOn ?? null,
    }),
    'document-ids': some(reference === null || line(reference, '') === '' ? [] : [{ identifier: line(reference, '') }]),
    remarks: remarksOf(attestation),
  };
}

/** The words that were signed, and how a verifier checked them. */
function remarksOf({ statement, verification }: AttestationSnapshot): string | undefined {
  const told = [
    ...(statement ? [`The words that were signed: ${markup(statement.words)}`] : []),
    ...(verification === null ? [] : [`How that was checked: ${markup(verification.method)}`]),
  ];
  return told.length === 0 ? undefined : told.join('\n\n');
}
