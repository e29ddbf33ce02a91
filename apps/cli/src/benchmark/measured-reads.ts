import { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { repositoryRoot } from '#platform';
import { timeFirstRequests } from './first-request';
import { supplierKey, SUPPLIERS } from './material';
import { timesOf, VISITORS } from './pages';
import { Peer, PEERS, PEERS_FOLDER, versionsOfPeers } from './peers';
import { print } from './print';
import { ended, forked, watchMemory } from './processes';
import { profileLoad } from './profile';
import { keepWriting, memoryUnderLoad } from './reads';
import { alternate, Asked, Contender, mustAgree, ratio, told } from './rounds';
import { API_PORT, contender, FRESH_PORT, PEER_PORT, PORTAL_PORT, withServers } from './servers';

/** Writes a second that reads are measured under. */
const WRITES = 50;

const CARD = `fragment SupplierCard on Supplier { id name provenance identifiers { scheme id uri } region { code name } sizeBand sectors { code label } technologies { code label }
  products { id name kind technologies { code } } attestations { id scheme { code name } status strength coversFrom coversTo issuedOn expiresOn } }`;
const PAGE = `query Page($filter: SupplierFilter) { suppliers(filter: $filter, first: 20) { totalCount edges { node { ...SupplierCard } } } } ${CARD}`;
const ONE = `query One($id: ID!) { supplier(id: $id) { ...SupplierCard } } ${CARD}`;

const FILTER = { technologies: ['camera-and-video-analytics'], regions: ['TLI'] };
const ID = `sup_${supplierKey(SUPPLIERS / 2)}`;
const BODY_OF_PAGE = JSON.stringify({ query: PAGE, variables: { filter: FILTER } });
const BODY_OF_ONE = JSON.stringify({ query: ONE, variables: { id: ID } });

/** Reads by the API and by the floor, what writes beside them cost, memory, and pages of the portal on top. */
export async function measureReads(home: string, rounds: number, seconds: number, minutes: number): Promise<void> {
  await withServers(home, async ({ api, floor, ownerUrl, environment }) => {
    printRounds(rounds, seconds);
    const peak = watchMemory(api.pid);
    for (const line of await timeFirstRequests(environment, FRESH_PORT, floor.url)) print(line);
    await compare('page of 20, by region and technology', api, floor, BODY_OF_PAGE, rounds, seconds);
    await compare('one supplier by id', api, floor, BODY_OF_ONE, rounds, seconds);
    const writes = await keepWriting(ownerUrl, WRITES);
    await compare(`one supplier by id, under ${WRITES} writes a second`, api, floor, BODY_OF_ONE, rounds, seconds);
    print(`  ${(await writes.stop()).toFixed(0)} writes a second were made`);
    if (minutes > 0 && api.pid !== undefined) print(await memoryUnderLoad(api, api.pid, BODY_OF_ONE, minutes));
    print(`peak memory of the API: ${Math.round(peak() / 1024)} MB`);
    await measurePages(environment, seconds);
  });
}

/** Where the API's processor time goes for the two reads. */
export async function measureProfile(home: string): Promise<void> {
  await withServers(home, async ({ environment }) => {
    for (const [what, body] of [
      ['page of 20, by region and technology', BODY_OF_PAGE],
      ['one supplier by id', BODY_OF_ONE],
    ]) {
      print(`processor time of the API, ${what}:`);
      for (const line of await profileLoad(environment, FRESH_PORT, body)) print(`  ${line}`);
    }
  });
}

/** The same reads by other GraphQL servers on the same rows, each beside the floor in the same rounds. */
export async function measurePeers(home: string, rounds: number, seconds: number): Promise<void> {
  await withServers(home, async ({ api, floor, environment }) => {
    printRounds(rounds, seconds);
    print(versionsOfPeers());
    const started: (Contender & { peer: Peer; child: ChildProcess })[] = [];
    try {
      for (const [index, peer] of PEERS.entries()) {
        const port = PEER_PORT + index;
        const child = await forked(join(PEERS_FOLDER, peer.script), { ...environment, PEER_PORT: String(port) }, peer.flags, {
          cwd: PEERS_FOLDER,
          execPath: peer.node ?? process.execPath,
        });
        started.push({ ...contender(peer.name, port, child.pid), peer, child });
      }
      for (const [what, query, variables] of [
        ['page of 20, by region and technology', PAGE, { filter: FILTER }],
        ['one supplier by id', ONE, { id: ID }],
      ] as const) {
        const body = JSON.stringify({ query, variables });
        await compareAll(what, [
          { ...floor, body },
          { ...api, body },
          ...started.map(({ peer, ...server }) => ({ ...server, body, ...peer.translate?.(variables) })),
        ]);
      }
    } finally {
      await Promise.all(started.map(({ child }) => ended(child, 'SIGTERM')));
    }
  });

  async function compareAll(what: string, asked: readonly Asked[]): Promise<void> {
    await mustAgree(asked);
    const [ofFloor, ...others] = await alternate(asked, rounds, seconds);
    print(`${what}:`);
    print(`  ${'floor'.padEnd(12)} ${told(ofFloor)}`);
    for (const [index, of] of others.entries())
      print(`  ${asked[index + 1].name.padEnd(12)} ${ratio('rate', of, ofFloor, 'of the floor')}: ${told(of)}`);
  }
}

/** Pages of the portal with the API behind it, on the same rows. */
async function measurePages(shared: NodeJS.ProcessEnv, seconds: number): Promise<void> {
  const portal = await forked(join(repositoryRoot(), 'dist/apps/portal/src/main.js'), {
    ...shared,
    ASSAY_PORTAL_PORT: String(PORTAL_PORT),
    ASSAY_API_URL: `http://127.0.0.1:${API_PORT}`,
  });
  try {
    const text = 'Nobody at the depot should be able to read the footage without logging in as themselves.';
    const pages = {
      'one supplier': `/suppliers/${ID}`,
      'search with filters and counts': '/suppliers?technology=camera-and-video-analytics&region=TLI',
      'guidance for a requirement': `/guidance/match?text=${encodeURIComponent(text)}`,
      'an item of guidance': '/guidance/items/ncsc-cp.8',
    };
    print(`pages of the portal, ${VISITORS} connections:`);
    for (const [name, path] of Object.entries(pages)) {
      const { pagesPerSecond, p50, p95, p97_5 } = await timesOf(`http://127.0.0.1:${PORTAL_PORT}`, name, path, seconds);
      print(`  ${name}: ${pagesPerSecond.toFixed(0)} pages/s, p50 ${p50} ms, p95 ${p95} ms, p97.5 ${p97_5} ms`);
    }
  } finally {
    await ended(portal, 'SIGTERM');
  }
}

async function compare(
  what: string,
  api: Contender,
  floor: Contender,
  body: string,
  rounds: number,
  seconds: number,
): Promise<void> {
  const asked = [api, floor].map((server) => ({ ...server, body }));
  await mustAgree(asked);
  const [ofApi, ofFloor] = await alternate(asked, rounds, seconds);
  print(`${what}: ${ratio('rate', ofApi, ofFloor, 'of the floor')}`);
  print(`  API    ${told(ofApi)}`);
  print(`  floor  ${told(ofFloor)}`);
  print(`  p99 ${ratio('p99', ofApi, ofFloor, "times the floor's")}`);
}

function printRounds(rounds: number, seconds: number): void {
  print(
    `${SUPPLIERS.toLocaleString('en-GB')} suppliers with 3 products and 2 attestations each; 32 connections; ${rounds} alternating rounds of ${seconds} s`,
  );
}
