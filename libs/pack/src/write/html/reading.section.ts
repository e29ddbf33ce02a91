import { STRENGTHS, type PackContents } from '../../contents';
import { STRENGTH_IN_WORDS } from '../../in-words';
import { instantInWords, inWords } from '../words';
import { html, type Html } from './escape';
import { facts, section, table } from './page';

/** What the words of the page mean, for somebody who has not worked with Assay. */
export function readingSection({ audit: { head } }: PackContents): Html {
  return section(
    'reading',
    'How to read this page',
    html`<p>
        ${head === null ? '' : `This page tells what was recorded up to ${instantInWords(head.signedAt)}. `}Times are in UTC: in
        summer, clocks in the United Kingdom are an hour ahead of it.
      </p>
      ${facts([
        ['Gate', 'A requirement that a tender meets or fails. One gate that is not met fails the tender, whatever its score.'],
        ['Scored requirement', 'It has a weight, and gets a score from 0 to 10. All weights together are 100.'],
        ['Conformance', 'Whether what is asked for is met, partly met or not met; unknown where nothing could be concluded.'],
        ['Confidence', 'How sure Assay was that an item of guidance is about a requirement. People decided, or left it open.'],
        ['Attestation', 'A statement that a supplier signed, that it holds something such as a certificate.'],
        [
          'Scope test',
          'Whether an attestation covers this contract: four answers with their reasons, as they stood when the pack was made. What cannot be told is unknown.',
        ],
        ['Assessment and moderation', 'Assessors judged each answer; then somebody who had not judged settled the figures.'],
        ['Hash', 'A fingerprint: when anything in what it is of is changed, it is another. README.txt tells how to check.'],
      ])}
      ${table(
        'Strengths of evidence, the weakest first',
        ['Strength', 'What it is'],
        STRENGTHS.map((strength) => [inWords.strength[strength], STRENGTH_IN_WORDS[strength]]),
        '',
      )}`,
  );
}
