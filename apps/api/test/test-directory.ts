import { Client } from 'pg';
import { newcomer, unclaimedPage } from './claim-rows';
import { TestApi } from './harness';

export const HALDEN = 'editor@halden.example';
export const ORRIN = 'editor@orrin.example';
export const OPERATOR = 'operator@oversight.example';
export const BUYER = 'editor@wexcombe.example';

export const CLAIM =
  'mutation ($input: ClaimSupplierInput!) { claimSupplier(input: $input) { claim { id status identifierAgrees domainAgrees emailDomain } } }';
export const DECIDE =
  'mutation ($input: DecideClaimInput!) { decideClaim(input: $input) { claim { status reason } supplier { id claimedAt } } }';

/** What answers a claim. */
export interface Claimed {
  claimSupplier: { claim: { id: string; status: string; identifierAgrees: boolean; domainAgrees: boolean } };
}

const READ = `query ($id: ID!) { supplier(id: $id) { version description website claimedAt sizeBand region { code } sectors { code source } identifiers { scheme id verifiedAt }
  facts { id field value source note reply { value note } } products { id version name versions supportEndsOn securityContact technologies { code } } } }`;

/** A supplier's page, as a stranger reads it. */
export interface Page {
  version: number;
  description: string | null;
  claimedAt: string | null;
  sizeBand: string;
  region: { code: string } | null;
  sectors: { code: string; source: string }[];
  identifiers: { scheme: string; id: string; verifiedAt: string | null }[];
  facts: { id: string; field: string; value: string | null; source: string; note: string | null; reply: object | null }[];
  products: {
    id: string;
    version: number;
    name: string;
    versions: string[];
    supportEndsOn: string | null;
    securityContact: string | null;
  }[];
}

/** The directory over HTTP, with fictional pages and organisations that come into it. */
export class TestDirectory {
  private constructor(
    readonly api: TestApi,
    readonly owner: Client,
  ) {}

  static async begin(): Promise<TestDirectory> {
    const api = await TestApi.start();
    const owner = await api.database.connectAs('owner');
    return new TestDirectory(api, owner);
  }

  end(): Promise<void> {
    return this.api.stop();
  }

  /** The id of the page of a name. */
  async pageOf(name: string): Promise<string> {
    const { rows } = await this.owner.query<{ id: string }>('SELECT id FROM supplier WHERE name = $1', [name]);
    return `sup_${rows[0].id}`;
  }

  async read(id: string): Promise<Page> {
    const { data } = await this.api.send<{ supplier: Page }>(null, READ, { id });
    return data.supplier;
  }

  /** What an operation that has to succeed answers. */
  async send<T>(as: string, query: string, input: object): Promise<T> {
    const { data, errors } = await this.api.send<T>(as, query, { input });
    expect(errors).toEqual([]);
    return data;
  }

  /** What an operation was refused with: the code, the sentence and what else came. */
  async refusal(
    as: string | null,
    operation: string,
    input: object,
  ): Promise<{ code: string; message: string; [more: string]: unknown }> {
    const { errors } = operation.includes('{')
      ? await this.api.send(as, operation, { input })
      : await this.api.run(as, operation, { input });
    expect(errors).toHaveLength(1);
    return { message: errors[0].message, ...errors[0].extensions };
  }

  /** A fictional supplier organisation that has no page, with an editor. */
  newcomer(name: string, domain: string): ReturnType<typeof newcomer> {
    return newcomer(this.owner, name, domain);
  }

  /** A fictional page from a register that no organisation has taken over. */
  unclaimedPage(name: string): Promise<string> {
    return unclaimedPage(this.owner, name);
  }

  /** What an organisation finds in its notifications: the thing and the words. */
  async told(reader: string): Promise<string[][]> {
    const { data } = await this.api.send<{ notifications: { edges: { node: { subjectId: string; text: string } }[] } }>(
      reader,
      '{ notifications(first: 10) { edges { node { subjectId text } } } }',
    );
    return data.notifications.edges.map(({ node }) => [node.subjectId, node.text]);
  }
}
