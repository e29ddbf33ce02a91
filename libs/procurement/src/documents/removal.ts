import { Conflict } from '#platform';
import type { DocumentUse } from '../consent/document-consent.types';

/** What a document is used for, as far as it decides whether it can go. */
type Use = Pick<DocumentUse, 'kind' | 'title' | 'reference' | 'buyerName' | 'isFixed'>;

/**
 * A document goes only where nothing names it.
 *
 * @param buyers the names of those that it was ever given to
 * @throws Conflict saying what names it, and whether it can be taken off that
 */
export function mustBeUnused(fileName: string, uses: readonly Use[], buyers: readonly string[]): void {
  if (uses.length > 0) throw new Conflict(`“${fileName}” is named by ${uses.map(inWords).join('; ')}. ${wayOut(uses)}`);
  if (buyers.length === 0) return;
  throw new Conflict(
    `You let ${buyers.join(', ')} open “${fileName}”. The record of that stays, and the document with it; you can withdraw it, so that nobody there opens it any more. Nothing was removed.`,
  );
}

function inWords({ kind, title, reference, buyerName, isFixed }: Use): string {
  const what = reference === null ? title : `${title} (${reference})`;
  if (kind === 'ATTESTATION') return isFixed ? `the attestation ${what}` : `a draft of the attestation ${what}`;
  return isFixed
    ? `what you submitted to ${buyerName ?? ''} for ${what}`
    : `an answer to ${buyerName ?? ''} for ${what} that is not submitted`;
}

function wayOut(uses: readonly Use[]): string {
  return uses.some(({ isFixed }) => isFixed)
    ? 'What was signed, submitted or read out of it keeps it, and so do packs of that. Nothing was removed.'
    : 'Take it off there first. Nothing was removed.';
}
