import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { SupplierSettling } from '#directory';
import { supplierKey, SUPPLIERS } from './material';
import { Contender, load, spread } from './rounds';

/** Writes to suppliers going on beside what is measured, until they are stopped. */
export interface Writes {
  /** @returns how many were written a second */
  stop(): Promise<number>;
}

/**
 * Changes a supplier so often a second, each a statement and a commit of its own.
 *
 * @throws Error from `stop` when a write failed
 */
export async function keepWriting(ownerUrl: string, perSecond: number): Promise<Writes> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  const started = performance.now();
  let written = 0;
  let going = true;
  const writing = (async () => {
    while (going) {
      const due = ((performance.now() - started) / 1000) * perSecond;
      if (written < due) {
        const key = supplierKey(1 + ((written * 7919) % SUPPLIERS));
        await client.query('UPDATE supplier SET description = $2, version = version + 1 WHERE id = $1', [
          key,
          `Written ${written}`,
        ]);
        written += 1;
      } else await setTimeout(5);
    }
  })();
  return {
    stop: async () => {
      going = false;
      await writing;
      await client.end();
      return written / ((performance.now() - started) / 1000);
    },
  };
}

/**
 * Settles what is written, every other second: the part of the worker without which searches would count each change from its rows
 * for ever.
 */
export async function keepSettling(databaseUrl: string): Promise<{ stop(): Promise<void> }> {
  const dataSource = await new DataSource({ type: 'postgres', url: databaseUrl, extra: { max: 1 } }).initialize();
  const settling = new SupplierSettling(dataSource);
  settling.start();
  return {
    stop: async () => {
      await settling.stop();
      await dataSource.destroy();
    },
  };
}

/**
 * How long requests took, one after the other, each on a connection of its own, in milliseconds.
 *
 * @param pause how long nothing is asked before each, in milliseconds
 */
export async function timesInTurn(url: string, bodies: readonly object[], pause = 0): Promise<number[]> {
  const taken: number[] = [];
  for (const body of bodies) {
    if (pause > 0) await setTimeout(pause);
    const started = performance.now();
    const asked = request(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, agent: false });
    asked.end(JSON.stringify(body));
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    const { errors } = (await json(answer)) as { errors?: { message: string }[] };
    if (errors !== undefined) throw new Error(errors[0].message);
    taken.push(performance.now() - started);
  }
  return taken;
}

/** Resident memory of a process, in MB, sampled each tenth of a load of 64 connections. */
export async function memoryUnderLoad(contender: Contender, pid: number, body: string, minutes: number): Promise<string> {
  const samples: number[] = [];
  for (let part = 0; part < 10; part += 1) {
    await load(contender, body, Math.max(1, Math.round(minutes * 6)), 64);
    samples.push(residentMegabytes(pid));
  }
  const { least, greatest } = spread(samples);
  return `memory of the API over ${minutes} minutes at 64 connections: ${samples.join(' ')} MB (${least} to ${greatest})`;
}

function residentMegabytes(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Math.round(Number(line?.[1] ?? 0) / 1024);
}
