import { sentenceOf } from '../form/form-errors';
import type { Translate } from '../page/messages';

/** Word for the next page goes by a cookie, of which browsers keep no more than 4,096 bytes, as text that makes it longer by half. */
const MOST_BYTES = 2000;

/** What of a notice was not taken as it stands, each once: as much of it as the next page can be told, and how much there is besides. */
export function warningsInWords(warnings: readonly { path: string; message: string }[], t: Translate): string {
  const sentences = [...new Set(warnings.map(sentenceOf))];
  let bytes = 0;
  const tooMany = sentences.findIndex((sentence) => (bytes += Buffer.byteLength(sentence) + 1) > MOST_BYTES);
  if (tooMany < 0) return sentences.join(' ');
  return [...sentences.slice(0, tooMany), t('notices.besides', { count: sentences.length - tooMany })].join(' ');
}
