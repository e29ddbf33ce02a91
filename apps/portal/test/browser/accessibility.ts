/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import type { Visitor } from './portal';

/** What WCAG 2.2 AA and axe's own good practice ask for. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The minified axe, less than half as long as what the package calls its source: every page that is looked at is sent it. */
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong with the page as it stands, a line for each fault; empty when it finds nothing. */
export function faults(page: Page): Promise<string[]> {
  // Scripts of the page are held by its policy; those of the browser's own tools are not. Only faults are told in full, and sent back.
  return page.evaluate(
    async ({ source, rules }) => {
      const run = new Function(`${source}; return axe;`) as () => {
        run: (root: Document, options: object) => Promise<AxeResults>;
      };
      const options = { runOnly: { type: 'tag', values: rules }, resultTypes: ['violations'] };
      const { violations } = await run().run(document, options);
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
      );
    },
    { source: AXE, rules: RULES },
  );
}

/** Whether the page is wider than its window: at 320 px that means scrolling both ways (WCAG 1.4.10). */
export function overflows(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}

/** Controls smaller than 24 by 24 px that are not within a sentence (WCAG 2.5.8). */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('button, input:not([type=hidden]), select, summary')]
      .filter((element) => {
        const { width, height } = element.getBoundingClientRect();
        return width > 0 && height > 0 && (width < 24 || height < 24);
      })
      .map((element) => element.outerHTML.slice(0, 200)),
  );
}

/** Tables of records that have to be scrolled sideways where each record is a block. */
export function sideways(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    if (window.innerWidth > 880) return [];
    return [...document.querySelectorAll('.portal-table-scroll:has(.portal-records)')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map((region) => `${region.getAttribute('aria-label')} is scrolled sideways`);
  });
}

/** Fields that keep out what is pasted, such as a password from where it is kept (WCAG 3.3.8). */
export function closedToPaste(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('input:not([type=hidden]), textarea')]
      .filter((field) => !field.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true })))
      .map((field) => `${field.outerHTML.slice(0, 200)} takes no paste`),
  );
}

/** All that is wrong with a page as it stands; empty when nothing is. It needs JavaScript, and is asked at 320 px at least once a page. */
export async function wrongs({ page, complaints, strayed }: Visitor): Promise<string[]> {
  return [
    ...(await faults(page)),
    ...(await smallTargets(page)),
    ...(await sideways(page)),
    ...(await closedToPaste(page)),
    ...complaints,
    ...strayed,
    ...((await overflows(page)) ? [`${page.url()} is too wide`] : []),
  ];
}

/** The words of what has the focus. */
export function focused(page: Page): Promise<string | undefined> {
  return page.evaluate(() => document.activeElement?.textContent?.trim());
}
