import type { AttestationSnapshot, PackCandidate, PackContents } from '../../contents';
import { isRecord } from '../../json';
import { refs } from './refs';

/** A product as the locked search found it. */
interface FoundProduct {
  id: string;
  name: string;
  kind: string;
  supplierName: string;
}

/** What CycloneDX calls a kind of product; what is no thing is a service there. */
const COMPONENT_TYPES: Readonly<Record<string, string>> = {
  HARDWARE: 'device',
  SOFTWARE: 'application',
  PLATFORM: 'platform',
};

/** What claims are made of: the suppliers, and of each supplier the products and versions that its attestations are about. */
export class Targets {
  private readonly products = new Map<string, FoundProduct>();
  private readonly productOf = new Map<string, string>();
  private readonly named = new Map<string, { product: FoundProduct; version: string | null }>();

  constructor({ lockedSearch }: PackContents) {
    for (const { snapshot, supplierName } of lockedSearch?.results ?? []) {
      if (!isRecord(snapshot)) continue;
      for (const { id, name, kind } of recordsIn(snapshot.products)) {
        if (typeof id === 'string' && typeof name === 'string')
          this.products.set(id, { id, name, kind: String(kind), supplierName });
      }
      for (const { id, productId } of recordsIn(snapshot.attestations)) {
        if (typeof id === 'string' && typeof productId === 'string') this.productOf.set(id, productId);
      }
    }
  }

  /**
   * What an attestation is about, by reference: the versions of a product that it names, the product, or the supplier, where the locked search
   * tells of no product.
   */
  of(candidateId: string, { id, scope }: AttestationSnapshot): string[] {
    const product = this.products.get(this.productOf.get(id) ?? '');
    if (product === undefined) return [refs.candidate(candidateId)];
    const versions = scope.productVersions.length === 0 ? [null] : [...new Set(scope.productVersions)];
    return versions.map((version) => {
      const target = refs.product(product.id, version);
      this.named.set(target, { product, version });
      return target;
    });
  }

  /** The organisations, and the products that were asked for so far. */
  toldOf(candidates: readonly PackCandidate[]): object {
    const products = [...this.named].map(([target, { product, version }]) => ({
      'bom-ref': target,
      name: product.name,
      version: version ?? undefined,
      kind: product.kind,
      supplier: { name: product.supplierName },
    }));
    const isComponent = ({ kind }: { kind: string }): boolean => Object.hasOwn(COMPONENT_TYPES, kind);
    return {
      organizations: candidates.map(({ id, supplier }) => ({ 'bom-ref': refs.candidate(id), name: supplier.name })),
      components: products.filter(isComponent).map(({ kind, ...product }) => ({ ...product, type: COMPONENT_TYPES[kind] })),
      services: products
        .filter((product) => !isComponent(product))
        .map(({ kind: _kind, supplier, ...product }) => ({ ...product, provider: supplier })),
    };
  }
}

function recordsIn(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
