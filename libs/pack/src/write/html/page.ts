import { html, Html, type HtmlPart } from './escape';

const STYLE = new Html(`
:root { color-scheme: light; }
body { font: 1rem/1.5 system-ui, "Segoe UI", Arial, sans-serif; color: #0b0c0c; background: #fff; margin: 0 auto; max-width: 70rem; padding: 1rem; }
h1 { font-size: 2rem; line-height: 1.2; } h2 { font-size: 1.5rem; margin-top: 2.5rem; border-top: 2px solid #1d70b8; padding-top: .75rem; }
h3 { font-size: 1.2rem; margin-top: 1.75rem; } h4 { font-size: 1rem; margin-bottom: .25rem; }
a { color: #1a65a6; } a:focus { outline: 3px solid #ffdd00; background: #ffdd00; color: #0b0c0c; }
.skip { position: absolute; left: -999rem; } .skip:focus { position: static; }
.demonstration { border: 4px solid #0b0c0c; background: #ffdd00; padding: 1rem; font-weight: bold; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; } caption { text-align: left; font-weight: bold; padding: .25rem 0; }
th, td { border-bottom: 1px solid #b1b4b6; padding: .4rem .75rem .4rem 0; text-align: left; vertical-align: top; }
dl { display: grid; grid-template-columns: minmax(10rem, 16rem) 1fr; gap: .25rem 1rem; } dt { font-weight: bold; } dd { margin: 0; }
p, li, dd, td, th, h1, h2, h3, h4 { overflow-wrap: anywhere; } .said { white-space: pre-wrap; } .scroll { overflow-x: auto; }
code { font-family: ui-monospace, Consolas, monospace; font-size: .875rem; overflow-wrap: anywhere; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } nav, .skip { display: none; } h2, h3 { break-after: avoid; } tr { break-inside: avoid; } a { color: inherit; } }
`);

/** A whole page: one file, no script, nothing fetched, readable without style and on paper. */
export function page(title: string, demonstration: boolean, body: HtmlPart): string {
  return html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>${title}</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <a class="skip" href="#main">Skip to the main content</a>
        <main id="main">${demonstration ? DEMONSTRATION : null} ${body}</main>
      </body>
    </html> `.text;
}

const DEMONSTRATION = html`<p class="demonstration" role="note">
  DEMONSTRATION. What is shown here was invented, in whole or in part, to show how Assay works. Whatever is marked as a
  demonstration is no statement about a real procurement or a real organisation.
</p>`;

/** A section with a heading that the contents list can lead to. */
export function section(id: string, title: string, body: HtmlPart): Html {
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${body}
  </section> `;
}

/** Names and what they are. */
export function facts(rows: readonly (readonly [string, HtmlPart])[]): Html {
  return html`<dl>
    ${rows.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd> `,
    )}
  </dl> `;
}

/** A table whose first column names the row; a sentence instead when there are no rows. */
export function table(caption: string, columns: readonly string[], rows: readonly (readonly HtmlPart[])[], none: string): Html {
  if (rows.length === 0) return html`<p>${none}</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([first, ...rest]) =>
            html`<tr>
              <th scope="row">${first}</th>
              ${rest.map((cell) => html`<td>${cell}</td>`)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div> `;
}

/** What someone wrote, with its line breaks, in its own direction. */
export function said(text: string): Html {
  return html`<p class="said" dir="auto">${text}</p>`;
}

/** A list of points, or a sentence when there are none. */
export function points(items: readonly HtmlPart[], none: string): Html {
  if (items.length === 0) return html`<p>${none}</p>`;
  return html`<ul>
    ${items.map((item) => html`<li>${item}</li>`)}
  </ul>`;
}

/** Where the nth requirement stands on the page, counted from 0. */
export function requirementAnchor(index: number): string {
  return `requirement-${index + 1}`;
}

/** A hash or a code. */
export function code(text: string): Html {
  return html`<code>${text}</code>`;
}
