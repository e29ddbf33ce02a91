import { setTimeout as wait } from 'node:timers/promises';
import { Pace } from './pace';

/** An answer that the API refused. */
export class Refused extends Error {
  override name = 'Refused';

  constructor(
    message: string,
    readonly code?: string,
  ) {
    super(message);
  }
}

interface Body<T> {
  data?: T;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** Somebody who uses the API over HTTP, as any client would. */
export class Client {
  private constructor(
    private readonly address: string,
    private readonly token: string,
    private readonly pace: Pace,
  ) {}

  /** Somebody who is not signed in. */
  static stranger(address: string, pace: Pace): Client {
    return new Client(address, '', pace);
  }

  /**
   * @param pace is told how long each request takes
   * @throws Error when there is no such account with this password, or no Assay answers there
   */
  static async signIn(address: string, email: string, password: string, pace: Pace): Promise<Client> {
    const { signIn } = await Client.stranger(address, pace)
      .send<{ signIn: { token: string } }>('mutation($input: SignInInput!) { signIn(input: $input) { token } }', {
        input: { email, password },
      })
      .catch((error: unknown) => {
        if (!(error instanceof Refused) || error.code !== 'UNAUTHENTICATED') throw error;
        throw new Error(
          `${email} cannot sign in at ${address}: the demonstration set is not there, or the password was changed. Start the product with the set (ASSAY_DEMO=on, and perhaps another ASSAY_HOME), then run the demo again.`,
        );
      });
    return new Client(address, signIn.token, pace);
  }

  async send<T>(query: string, variables: object = {}): Promise<T> {
    const response = await this.pace.timed(() =>
      this.fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      }),
    );
    if (response.status === 429) {
      await wait(5000);
      return this.send(query, variables);
    }
    const body = await this.read<Body<T>>(response);
    if (body.errors !== undefined)
      throw new Refused(
        body.errors.map(({ message, extensions }) => `${extensions?.code ?? ''} ${message}`).join('; '),
        body.errors[0]?.extensions?.code,
      );
    if (body.data === undefined) throw this.isNoApi();
    return body.data;
  }

  /** Uploads a file and answers the id of its document. */
  async upload(name: string, bytes: Buffer): Promise<string> {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(bytes)]), name);
    const response = await this.fetch('/documents', { method: 'POST', body: form });
    const body = await this.read<{ id?: string; errors?: { message: string }[] }>(response);
    if (body.id === undefined) throw new Refused(body.errors?.[0]?.message ?? `upload answered ${response.status}`);
    return body.id;
  }

  async download(path: string): Promise<Buffer> {
    const response = await this.fetch(path, {});
    if (!response.ok) throw new Refused(`${path} answered ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  }

  private async read<T>(response: Response): Promise<T> {
    const body = (await response.json().catch(() => null)) as T | null;
    if (body === null) throw this.isNoApi();
    return body;
  }

  private isNoApi(): Error {
    return new Error(
      `What answers at ${this.address} is not the API of Assay. Set ASSAY_API_URL, or ASSAY_API_PORT, to where that is, and run the demo again.`,
    );
  }

  private async fetch(path: string, init: RequestInit): Promise<Response> {
    const authorization: Record<string, string> = this.token === '' ? {} : { authorization: `Bearer ${this.token}` };
    return fetch(this.address + path, {
      ...init,
      headers: { ...(init.headers as Record<string, string> | undefined), ...authorization },
    }).catch((error: Error) => {
      throw new Error(
        `Nothing answers at ${this.address} (${error.message}). Start the product first with "npm start", wait until it says "Ready", then run the demo in a second window.`,
      );
    });
  }
}
