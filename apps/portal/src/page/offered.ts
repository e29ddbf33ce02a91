import { productInWords } from '#pack';

/** What is offered in a line: Camera 4.2; Hub. */
export function offerInWords(offered: readonly { name: string; version: string | null }[]): string {
  return offered.map(productInWords).join('; ');
}
