import { plainName } from '../suppliers/plain-name';

/**
 * Whether a certificate names the supplier.
 *
 * @param names all names that registers and the directory have for the supplier
 */
export function isNamed(legalEntity: string, names: readonly string[]): boolean {
  const sought = plainName(legalEntity);
  return sought !== '' && names.some((name) => plainName(name) === sought);
}
