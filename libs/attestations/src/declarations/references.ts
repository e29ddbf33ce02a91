import type {
  CdxAssessor,
  CdxClaim,
  CdxComponent,
  CdxDocument,
  CdxEvidence,
  CdxOrganisation,
  CdxService,
  CdxStandard,
} from './cyclonedx.types';
import { shortened } from './strict-json';

export type CdxRequirement = NonNullable<CdxStandard['requirements']>[0];

/** Something of a document that others of its parts name by its bom-ref. */
export type Named =
  | { kind: 'assessor'; value: CdxAssessor }
  | { kind: 'claim'; value: CdxClaim }
  | { kind: 'piece of evidence'; value: CdxEvidence }
  | { kind: 'requirement'; value: CdxRequirement; standard: CdxStandard }
  | { kind: 'standard'; value: CdxStandard }
  | { kind: 'level'; value: object }
  | { kind: 'target'; of: 'ORGANISATION'; value: CdxOrganisation }
  | { kind: 'target'; of: 'COMPONENT'; value: CdxComponent }
  | { kind: 'target'; of: 'SERVICE'; value: CdxService };

type Kind = Named['kind'];
export type NamedAs<K extends Kind> = Extract<Named, { kind: K }>;

/** A part that names another, with what that has to be. */
interface Link {
  path: string;
  ref: string;
  kind: Kind;
  /** Requirements and counter-claims are often not repeated in a file: the publisher's own example names both without. */
  mayBeAway?: boolean;
}

/** The parts of a document by their bom-refs. */
export class References {
  private readonly named = new Map<string, Named>();
  /** What is wrong with the names, in sentences. */
  readonly problems: string[] = [];

  constructor(document: CdxDocument) {
    for (const part of partsOf(document)) this.add(part);
    for (const link of linksOf(document)) this.mustBe(link);
    const circle = circleOf(document.definitions?.standards ?? []);
    if (circle !== null)
      this.problems.push(
        `The requirement “${shortened(circle)}” stands above itself: its parents lead back to it. Mend the parents of the requirements.`,
      );
  }

  /** What a name stands for; undefined where it is nothing of this kind, or stands in another document. */
  find<K extends Kind>(kind: K, ref: string | undefined): NamedAs<K> | undefined {
    const found = ref === undefined ? undefined : this.named.get(ref);
    return found?.kind === kind ? (found as NamedAs<K>) : undefined;
  }

  private add(part: Named): void {
    const ref = (part.value as { 'bom-ref'?: string })['bom-ref'];
    if (ref === undefined) return;
    if (this.named.has(ref))
      this.problems.push(`Two parts of the file have the bom-ref “${shortened(ref)}”. Each has to have its own.`);
    this.named.set(ref, part);
  }

  private mustBe({ kind, ref, path, mayBeAway }: Link): void {
    const found = this.named.get(ref);
    if (found?.kind === kind || isElsewhere(ref)) return;
    if (found === undefined && mayBeAway) return;
    this.problems.push(
      found === undefined
        ? `${path} names “${shortened(ref)}”, and no ${kind} of the file is called so.`
        : `${path} names “${shortened(ref)}” where a ${kind} has to stand, and that is the name of something else: ${found.kind}.`,
    );
  }
}

/** Whether a name is of a part of another document (a BOM-Link), which is not here to be read. */
function isElsewhere(ref: string): boolean {
  return ref.startsWith('urn:cdx:');
}

function* partsOf({ metadata, components, services, definitions, declarations }: CdxDocument): Generator<Named> {
  const { assessors = [], claims = [], evidence = [], targets = {} } = declarations ?? {};
  for (const value of assessors) yield { kind: 'assessor', value };
  for (const value of claims) yield { kind: 'claim', value };
  for (const value of evidence) yield { kind: 'piece of evidence', value };
  for (const standard of definitions?.standards ?? []) {
    yield { kind: 'standard', value: standard };
    for (const value of standard.requirements ?? []) yield { kind: 'requirement', value, standard };
    for (const value of standard.levels ?? []) yield { kind: 'level', value };
  }
  const organisations = [...(targets.organizations ?? []), ...given(metadata?.manufacturer), ...given(metadata?.supplier)];
  for (const value of organisations) yield { kind: 'target', of: 'ORGANISATION', value };
  yield* componentsIn([...(targets.components ?? []), ...given(metadata?.component), ...(components ?? [])]);
  yield* servicesIn([...(targets.services ?? []), ...(services ?? [])]);
}

function* componentsIn(components: readonly CdxComponent[]): Generator<Named> {
  for (const value of components) {
    yield { kind: 'target', of: 'COMPONENT', value };
    yield* componentsIn(value.components ?? []);
  }
}

function* servicesIn(services: readonly CdxService[]): Generator<Named> {
  for (const value of services) {
    yield { kind: 'target', of: 'SERVICE', value };
    yield* servicesIn(value.services ?? []);
  }
}

function* linksOf({ declarations }: CdxDocument): Generator<Link> {
  for (const [at, { assessor, map = [] }] of (declarations?.attestations ?? []).entries()) {
    const path = `/declarations/attestations/${at}`;
    if (assessor !== undefined) yield { path: `${path}/assessor`, ref: assessor, kind: 'assessor' };
    for (const [row, { requirement, claims = [], counterClaims = [] }] of map.entries()) {
      if (requirement !== undefined)
        yield { path: `${path}/map/${row}/requirement`, ref: requirement, kind: 'requirement', mayBeAway: true };
      yield* listed(`${path}/map/${row}/claims`, claims, 'claim');
      for (const link of listed(`${path}/map/${row}/counterClaims`, counterClaims, 'claim')) yield { ...link, mayBeAway: true };
    }
  }
  for (const [at, { target, evidence = [], counterEvidence = [] }] of (declarations?.claims ?? []).entries()) {
    const path = `/declarations/claims/${at}`;
    if (target !== undefined) yield { path: `${path}/target`, ref: target, kind: 'target' };
    yield* listed(`${path}/evidence`, evidence, 'piece of evidence');
    yield* listed(`${path}/counterEvidence`, counterEvidence, 'piece of evidence');
  }
}

function* listed(path: string, refs: readonly string[], kind: Kind): Generator<Link> {
  for (const [at, ref] of refs.entries()) yield { path: `${path}/${at}`, ref, kind };
}

/** A requirement whose parents lead back to it; null when there is none. */
function circleOf(standards: readonly CdxStandard[]): string | null {
  const requirements = standards.flatMap(({ requirements: own = [] }) => own);
  const parents = new Map(requirements.map(({ 'bom-ref': ref, parent }) => [ref, parent]));
  /** Those that are known to lead to no circle. */
  const clear = new Set<string>();
  for (const { 'bom-ref': first } of requirements) {
    const way = new Set<string>();
    for (let ref = first; ref !== undefined && !clear.has(ref); ref = parents.get(ref)) {
      if (way.has(ref)) return ref;
      way.add(ref);
    }
    for (const ref of way) clear.add(ref);
  }
  return null;
}

function given<T>(one: T | undefined): T[] {
  return one === undefined ? [] : [one];
}
