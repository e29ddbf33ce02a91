import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '#platform';

/** A style sheet or a script, at an address that changes with its content. */
export interface Asset {
  address: string;
  contentType: string;
  content: string;
}

/** Our own scripts in `apps/portal/client`, each after those that it imports. */
const SCRIPTS = ['autosave', 'follow', 'matches', 'print', 'scroll', 'portal'];

/**
 * The design system's style sheet without its typeface (GDS Transport is licensed to GOV.UK services alone, and this is none), its script,
 * and ours. Nothing comes from anywhere else.
 */
@Injectable()
export class Assets {
  private readonly byAddress = new Map<string, Asset>();
  private readonly byName = new Map<string, Asset>();

  constructor() {
    const root = repositoryRoot();
    const read = (path: string): string =>
      readFileSync(join(root, path), 'utf8').replace(/\/[*/]# sourceMappingURL=.*?(\*\/)?$/m, '');
    const styles = read('node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.css')
      .replace(/@font-face\s*\{[^}]*\}/g, '')
      .replace(/"?GDS Transport"?,\s*/g, '');
    this.add('portal.css', 'text/css; charset=utf-8', styles + read('apps/portal/client/portal.css'));
    this.addScript('govuk-frontend', read('node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js'));
    for (const name of SCRIPTS) this.addScript(name, read(`apps/portal/client/${name}.js`));
  }

  /** Where an asset is, by its name. */
  addressOf(name: string): string {
    const asset = this.byName.get(name);
    if (asset === undefined) throw new Error(`There is no asset ${name}`);
    return asset.address;
  }

  at(address: string): Asset | undefined {
    return this.byAddress.get(address);
  }

  /** A script imports those before it by their names; in what is sent stand their addresses. */
  private addScript(name: string, content: string): void {
    const imported = content.replace(/^(import .*?)'([\w-]+)';$/gm, (_, start: string, other: string) => {
      return `${start}'${this.addressOf(`${other}.js`)}';`;
    });
    this.add(`${name}.js`, 'text/javascript; charset=utf-8', imported);
  }

  private add(name: string, contentType: string, content: string): void {
    const digest = createHash('sha256').update(content).digest('hex').slice(0, 12);
    const asset = { address: `/assets/${digest}/${name}`, contentType, content };
    this.byName.set(name, asset);
    this.byAddress.set(asset.address, asset);
  }
}
