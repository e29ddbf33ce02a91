import type { PackContents, PackGuidanceDecision, PackRequirement } from '../../contents';
import { properties, refs } from './refs';

/** The requirements of the procurement as they were locked, and the guidance whose items they were accepted to answer, by codes and titles. */
export function standardsOf(contents: PackContents): object[] {
  return [ownStandard(contents), ...guidanceStandards(contents)];
}

function ownStandard(contents: PackContents): object {
  const { procurement, requirements } = contents;
  return {
    'bom-ref': refs.requirements(contents),
    name: `Requirements of procurement ${procurement.reference}`,
    version: procurement.dates.criteriaLockedAt ?? undefined,
    description: procurement.title,
    owner: procurement.buyer.name,
    requirements: requirements.map(requirementOf),
  };
}

function requirementOf(requirement: PackRequirement): object {
  const { ref, text, kind, weight, minimumStrength } = requirement;
  return {
    'bom-ref': refs.requirement(ref),
    identifier: ref,
    text,
    properties: properties({
      kind,
      weight,
      'minimum-strength': minimumStrength,
      'guidance-item': acceptedOf(requirement).map(({ itemCode }) => itemCode),
    }),
  };
}

/** A standard for each guidance document; items of packs that do not say which document they are of are in one without a version. */
function guidanceStandards({ guidance, requirements }: PackContents): object[] {
  const items = new Map(requirements.flatMap(acceptedOf).map((item) => [item.itemCode, item]));
  const pinned = guidance.map(({ documentCode, documentTitle, version, publisher, url, licence }) => ({
    'bom-ref': refs.guidance(documentCode, version),
    name: documentTitle ?? documentCode,
    version,
    owner: publisher,
    description: licence === undefined ? undefined : `Licence: ${licence}`,
    requirements: [...items.values()].filter((item) => item.documentCode === documentCode).map(itemOf),
    externalReferences: url && URL.canParse(url) ? [{ type: 'documentation', url: new URL(url).href }] : undefined,
  }));
  const codes = new Set(guidance.map(({ documentCode }) => documentCode));
  const others = [...items.values()].filter(({ documentCode }) => documentCode === undefined || !codes.has(documentCode));
  return [
    ...pinned,
    ...(others.length === 0 ? [] : [{ name: 'Guidance that was accepted', requirements: others.map(itemOf) }]),
  ];
}

function acceptedOf({ guidance }: PackRequirement): PackGuidanceDecision[] {
  return guidance.filter(({ status }) => status === 'ACCEPTED');
}

function itemOf({ itemCode, itemTitle }: PackGuidanceDecision): object {
  return { 'bom-ref': refs.item(itemCode), identifier: itemCode, title: itemTitle };
}
