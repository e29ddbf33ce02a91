import type { PackContents } from '../../contents';
import { assessmentSections } from './assessment.sections';
import { html, type Html } from './escape';
import { evidenceSections } from './evidence.sections';
import { page } from './page';
import { instantInWords } from '../words';
import { procurementSections } from './procurement.sections';
import { readingSection } from './reading.section';

/** The whole pack as one page in plain words, every section of the contents. */
export function indexPage(contents: PackContents): string {
  const { procurement } = contents;
  const sections: [string, string, Html][] = [
    ['reading', 'How to read this page', readingSection(contents)],
    ...procurementSections(contents),
    ...evidenceSections(contents),
    ...assessmentSections(contents),
  ];
  return page(
    `Assurance pack: ${procurement.title}`,
    isDemonstration(contents),
    html`<h1>Assurance pack: ${procurement.title}</h1>
      <p>
        What ${procurement.buyer.name} asked for, found, was told, judged and decided in procurement ${procurement.reference},
        as it was recorded. <code>README.txt</code> beside this page tells how to check that nothing in the pack was changed.
        For programs, the same is in OSCAL (<code>oscal/</code>) and in CycloneDX (<code>cyclonedx/</code>).
      </p>
      ${cancelledPart(contents)}
      <nav aria-label="Contents">
        <ul>
          ${sections.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}
        </ul>
      </nav>
      ${sections.map(([, , body]) => body)}`,
  );
}

function cancelledPart({ cancellation }: PackContents): Html {
  if (cancellation === undefined) return html``;
  return html`<p>
    <strong>This procurement was cancelled on ${instantInWords(cancellation.cancelledAt)}, after the decision.</strong>
  </p>`;
}

/** Whether a pack shows what was invented: then every page says so. */
export function isDemonstration({ procurement, candidates }: PackContents): boolean {
  return (
    procurement.provenance === 'DEMONSTRATION' || candidates.some(({ supplier }) => supplier.provenance === 'DEMONSTRATION')
  );
}
