import type { CdxAttestation, CdxClaim, CdxMapping, CdxStandard } from './cyclonedx.types';
import type { NamedAs, References } from './references';
import { shortened } from './strict-json';

type Target = NamedAs<'target'>;

/**
 * What of one attestation of a document is of one standard and about one target. An attestation of CycloneDX may map requirements of many
 * standards to claims about many targets; one of ours is of one scheme, about one product or the organisation.
 */
export interface Group {
  attestation: CdxAttestation;
  standard: CdxStandard | null;
  /** What its targets are called: they are the same component in several versions. */
  name: string;
  targets: Set<Target>;
  mappings: Set<CdxMapping>;
  claims: Set<CdxClaim>;
  counterClaims: Set<CdxClaim>;
  /** Names of counter-claims that the file does not hold. */
  awayClaims: Set<string>;
}

/** The groups of all attestations, in their order, and what is in none of them, in sentences. */
export function groupsOf(
  attestations: readonly CdxAttestation[],
  references: References,
): { groups: Group[]; notCarried: string[] } {
  const notCarried: string[] = [];
  const groups = attestations.flatMap((attestation, at) => {
    const own = new Map<string, Group>();
    for (const mapping of attestation.map ?? []) {
      const left = putInto(own, attestation, mapping, references);
      if (left !== null) notCarried.push(`Of attestation ${at + 1}: ${left}`);
    }
    return [...own.values()];
  });
  return { groups, notCarried: [...new Set(notCarried)].slice(0, 20) };
}

/** @returns why a mapping is in no group; null where it is in one */
function putInto(
  groups: Map<string, Group>,
  attestation: CdxAttestation,
  mapping: CdxMapping,
  references: References,
): string | null {
  const claims = found(mapping.claims, references);
  const requirement = shortened(mapping.requirement ?? 'without a name');
  if (claims.length === 0) return `the requirement ${requirement}, for which it has no claim here.`;
  const standard = references.find('requirement', mapping.requirement)?.standard ?? null;
  const reached = new Set<Group>();
  for (const claim of claims) {
    const target = references.find('target', claim.target);
    if (target === undefined) continue;
    const name = nameOf(target);
    const key = JSON.stringify([standard?.['bom-ref'] ?? standard?.name ?? null, name]);
    const group = groups.get(key) ?? emptyGroup(attestation, standard, name);
    groups.set(key, group);
    reached.add(group);
    group.targets.add(target);
    group.mappings.add(mapping);
    group.claims.add(claim);
  }
  if (reached.size === 0) return `the requirement ${requirement}, whose claims do not say here what they are about.`;
  for (const counter of found(mapping.counterClaims, references))
    for (const group of against(counter, [...reached], references)) group.counterClaims.add(counter);
  const away = (mapping.counterClaims ?? []).filter((ref) => references.find('claim', ref) === undefined);
  for (const group of reached) for (const ref of away) group.awayClaims.add(ref);
  return null;
}

function emptyGroup(attestation: CdxAttestation, standard: CdxStandard | null, name: string): Group {
  const sets = { targets: new Set<Target>(), mappings: new Set<CdxMapping>() };
  return { attestation, standard, name, ...sets, claims: new Set(), counterClaims: new Set(), awayClaims: new Set() };
}

/** What a counter-claim speaks against: what it is about, or else all that its requirement is claimed for. */
function against(counter: CdxClaim, groups: readonly Group[], references: References): readonly Group[] {
  const target = references.find('target', counter.target);
  const named = target === undefined ? null : nameOf(target);
  const about = groups.filter(({ name }) => name === named);
  return about.length > 0 ? about : groups;
}

function nameOf({ of, value }: Target): string {
  return JSON.stringify([of, value.name ?? value['bom-ref'] ?? null]);
}

function found(refs: readonly string[] | undefined, references: References): CdxClaim[] {
  return (refs ?? []).flatMap((ref) => {
    const claim = references.find('claim', ref);
    return claim === undefined ? [] : [claim.value];
  });
}
