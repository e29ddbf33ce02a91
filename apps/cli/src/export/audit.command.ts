import { Command } from 'commander';
import { createWriteStream, existsSync, linkSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DataSource } from 'typeorm';
import { ChainExport, HeadSigner, RecordExport, SigningKeys } from '#audit';
import type { SignedHead } from '#pack';
import { OrganisationKind, readConfiguration, Transactions, workerFor } from '#platform';
import { filled } from '../filled';
import { onDatabase } from './on-database';
import { orNothing } from './or-nothing';

interface ExportFlags {
  out: string;
  organisation?: string;
}

/** An organisation that has a record. */
interface Recorded {
  id: string;
  kind: OrganisationKind;
  name: string;
}

/** As many organisations are named to somebody who has to choose one. */
const NAMED = 10;

/** What writing a file asks of the system. */
const FILE_CALLS = new Set(['open', 'write', 'fsync', 'link']);

/** `assay export audit --out FILE.jsonl`: the whole record of an organisation with its signed head, for `assay verify`. */
export function exportAuditCommand(): Command {
  return new Command('audit')
    .description('write the audit trail of an organisation, every event and the signed head, into a file for assay verify')
    .requiredOption('--out <file.jsonl>', 'a file that is not there yet', filled)
    .option('--organisation <name or id>', 'whose: as Assay shows it; not needed where only one has a trail', filled)
    .action(async ({ out, organisation }: ExportFlags) => {
      mustBeFree(out);
      const configuration = readConfiguration(process.env);
      await onDatabase(configuration, async ({ application, owner }) => {
        const { id, kind, name } = await recorded(owner, organisation);
        const chains = new ChainExport();
        const signer = new HeadSigner(chains, new SigningKeys(configuration));
        const records = new RecordExport(new Transactions(application), chains, signer);
        const { head, lines } = await records.begin(workerFor(id, kind));
        await written(out, lines);
        process.stdout.write(said(out, name, head));
      });
    });
}

/** @throws Error when the export cannot be there, or could not be verified under that name */
function mustBeFree(out: string): void {
  if (!out.endsWith('.jsonl'))
    throw new Error(`${out} does not end in .jsonl. Name a file that does: assay verify goes by it.`);
  if (existsSync(out)) throw new Error(`${out} is there already. Name a file that is not.`);
}

/** The organisation that was asked for. @throws Error where it is none that has a record, or more than one */
async function recorded(owner: DataSource, asked: string | undefined): Promise<Recorded> {
  const found: Recorded[] = await owner.query(
    `SELECT o.id, o.kind, o.name FROM organisation o
     WHERE EXISTS (SELECT FROM audit_event e WHERE e.organisation_id = o.id)
       AND ($1::text IS NULL OR o.name = $1 OR o.id::text = $1 OR 'org_' || o.id = $1)
     ORDER BY o.name, o.id`,
    [asked],
  );
  if (found.length === 1) return found[0];
  const which = asked === undefined ? '' : ` that is called ${asked}, or has that id,`;
  if (found.length === 0)
    throw new Error(`No organisation${which} has an audit trail. Give its name as Assay shows it, or its id (org_…).`);
  const names = found.slice(0, NAMED).map(({ id, name }) => `  org_${id}  ${name}\n`);
  throw new Error(
    `${found.length} organisations${which} have an audit trail. Name one of them with --organisation:\n${names.join('')}`.trimEnd(),
  );
}

/** Writes beside the file, readable to this person alone, and gives it its name when all is there. */
async function written(out: string, lines: AsyncGenerator<string>): Promise<void> {
  const unfinished = `${out}.unfinished-${process.pid}`;
  const takeAway = (): void => rmSync(unfinished, { force: true });
  await orNothing(out, takeAway, async () => {
    try {
      await pipeline(Readable.from(lines), createWriteStream(unfinished, { flags: 'wx', mode: 0o600, flush: true }));
      linkSync(unfinished, out);
    } catch (error) {
      const { code, syscall = '' } = error as NodeJS.ErrnoException;
      if (!FILE_CALLS.has(syscall)) throw error;
      throw new Error(`${out} cannot be written (${code}). Name a file that is not there, in a folder that can be written to.`);
    }
    takeAway();
  });
}

function said(out: string, name: string, { sequence, keyId }: SignedHead): string {
  return `${out}: ${sequence.toLocaleString('en-GB')} events of ${name}, to the head that was signed now with the key ${keyId}\n`;
}
