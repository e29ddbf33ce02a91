import type { PackCandidate, PackContents, PackModeration, Person } from '../../contents';
import { canonicalJson, sha256 } from '../../json';
import { CONTENTS_PATH, SIGNATURE_PATH } from '../../manifest';
import { pairOf } from '../../verify/names';
import { MAPPING, uuidOf } from '../identity';
import { inWords } from '../words';
import { claimRefs, claimsOf, evidenceOf } from './claims';
import { properties, refs } from './refs';
import { standardsOf } from './standards';
import { Targets } from './targets';

/** The version of CycloneDX that is written: the first that has attestations. */
export const CYCLONEDX_VERSION = '1.6';

/**
 * What suppliers claimed, on what evidence, and how far the settled figures say that it conforms: CycloneDX 1.6 with declarations, as canonical
 * JSON.
 *
 * @param sealedAt when the pack was made
 * @source ECMA-424, CycloneDX Attestations
 */
export function cycloneDxAttestations(contents: PackContents, sealedAt: string): string {
  const targets = new Targets(contents);
  const declarations = {
    assessors: assessorsOf(contents),
    attestations: attestationsOf(contents, targets),
    claims: claimsOf(contents, targets),
    evidence: evidenceOf(contents),
    targets: targets.toldOf(contents.candidates),
  };
  const { procurement, decision } = contents;
  return canonicalJson({
    $schema: `http://cyclonedx.org/schema/bom-${CYCLONEDX_VERSION}.schema.json`,
    bomFormat: 'CycloneDX',
    specVersion: CYCLONEDX_VERSION,
    serialNumber: `urn:uuid:${uuidOf('cyclonedx', sha256(canonicalJson(contents)), sealedAt)}`,
    version: 1,
    metadata: {
      timestamp: sealedAt,
      manufacturer: { name: procurement.buyer.name },
      properties: properties({
        mapping: MAPPING,
        'procurement-id': procurement.id,
        'procurement-reference': procurement.reference,
        ocid: procurement.ocid,
        provenance: procurement.provenance,
        outcome: decision.outcome,
        'cancelled-at': contents.cancellation?.cancelledAt ?? null,
      }),
    },
    externalReferences: [
      { type: 'evidence', url: `../${CONTENTS_PATH}`, comment: 'Everything of which this document was made' },
      { type: 'digital-signature', url: `../${SIGNATURE_PATH}`, comment: 'Signed over the manifest, which names this file' },
    ],
    declarations,
    definitions: { standards: standardsOf(contents) },
  });
}

/** Who settled figures: the buyer, by the person. Third parties, as a buyer is to a supplier. */
function assessorsOf({ moderation, procurement }: PackContents): object[] {
  const people = new Map(moderation.map(({ moderator }) => [refs.assessor(moderator), moderator]));
  return [...people].map(([ref, { name }]) => ({
    'bom-ref': ref,
    thirdParty: true,
    organization: { name: procurement.buyer.name, contact: [{ name }] },
  }));
}

/** One for each candidate and each person that settled figures of it, in the order of the candidates. */
function attestationsOf(contents: PackContents, targets: Targets): object[] {
  const claims = new Map(contents.answers.map((answer) => [pairOf(answer), claimRefs(targets, answer)]));
  return contents.candidates.flatMap((candidate) => {
    const settled = contents.moderation.filter(({ candidateId }) => candidateId === candidate.id);
    const people = new Map(settled.map(({ moderator }) => [refs.assessor(moderator), moderator]));
    return [...people].map(([assessor, moderator]) => ({
      summary: summaryOf(candidate, moderator),
      assessor,
      map: settled
        .filter((figure) => refs.assessor(figure.moderator) === assessor)
        .map((figure) => ({
          requirement: refs.requirement(figure.requirementRef),
          claims: claims.get(pairOf(figure)),
          conformance: { score: conformanceScore(contents, figure), rationale: rationaleOf(figure) },
        })),
    }));
  });
}

function summaryOf({ supplier, state }: PackCandidate, moderator: Person): string {
  return `The tender of ${supplier.name}, which was ${inWords.candidateState[state]}: figures settled by ${moderator.name}.`;
}

/**
 * The settled score as a share of ten; of a gate, which has none, 1 where it is met and 0 where it is not. Nothing else is a number: what is
 * unknown has no score, and neither has a gate that is partly met.
 */
function conformanceScore({ requirements }: PackContents, figure: PackModeration): number | undefined {
  const { requirementRef, conformance, score } = figure;
  if (conformance === 'UNKNOWN') return undefined;
  const kind = requirements.find(({ ref }) => ref === requirementRef)?.kind;
  if (kind === 'GATE') return { MET: 1, NOT_MET: 0, PARTLY_MET: undefined }[conformance];
  return score === null ? undefined : Math.round(score * 100) / 1000;
}

function rationaleOf({ conformance, score, strength, reason }: PackModeration): string {
  const facts = [
    `Conformance: ${inWords.conformance[conformance]}${conformance === 'UNKNOWN' ? ', nothing could be concluded' : ''}.`,
    ...(score === null ? [] : [`Score: ${score} of 10.`]),
    ...(strength === null ? [] : [`Strength of the evidence: ${inWords.strength[strength]}.`]),
    ...(reason === '' ? [] : [reason]),
  ];
  return facts.join(' ');
}
