import { Product } from '#directory';
import type { OfferedProduct } from '#pack';
import { BadUserInput, NotFound, readId } from '#platform';
import type { OfferedProductInput } from './offer.inputs';

/**
 * What is offered, as it is kept: each product by its key where it is listed, under the name that it has there. What was said twice stands once.
 *
 * @param listed the supplier's own products
 * @throws BadUserInput naming the first that has no name
 * @throws NotFound when a product is not the supplier's
 */
export function offeredProducts(
  said: readonly OfferedProductInput[],
  listed: readonly { id: string; name: string }[],
): OfferedProduct[] {
  const offered = said.map(({ productId, name, version }, place) => {
    const product = productId ? listedUnder(productId, listed) : namedLike(name ?? '', listed);
    if (product.name === '')
      throw BadUserInput.field(
        `products.${place}.name`,
        'One of the products has no name. Choose a listed one, or type its name.',
      );
    return { ...product, version: version?.trim() || null };
  });
  return offered.filter((one, place) => offered.findIndex((other) => isSame(one, other)) === place);
}

function listedUnder(id: string, listed: readonly { id: string; name: string }[]): { id: string; name: string } {
  const key = readId(Product, id);
  const product = listed.find((one) => one.id === key);
  if (product === undefined) throw new NotFound('product');
  return product;
}

function namedLike(typed: string, listed: readonly { id: string; name: string }[]): { id: string | null; name: string } {
  const name = typed.trim();
  return listed.find((product) => product.name.toLowerCase() === name.toLowerCase()) ?? { id: null, name };
}

function isSame(one: OfferedProduct, other: OfferedProduct): boolean {
  return one.id === other.id && one.name === other.name && one.version === other.version;
}
