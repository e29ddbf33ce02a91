import { Inject, Injectable } from '@nestjs/common';
import { CONFIGURATION, Configuration } from '#platform';

/** What the API refused, in its own words for the person. */
export class ApiRefusal extends Error {
  override name = 'ApiRefusal';

  constructor(
    message: string,
    readonly code: string,
    readonly fields: readonly { path: string; message: string }[],
  ) {
    super(message);
  }
}

interface Body<T> {
  data?: T;
  errors?: { message: string; extensions?: { code?: string; fields?: { path: string; message: string }[] } }[];
}

/** The portal's only door: GraphQL over HTTP. */
@Injectable()
export class ApiClient {
  constructor(@Inject(CONFIGURATION) private readonly configuration: Configuration) {}

  /**
   * @param token the person's session, or null
   * @throws ApiRefusal when the API refuses, or does not answer
   */
  async send<T>(token: string | null, query: string, variables: Record<string, unknown> = {}): Promise<T> {
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (token !== null) headers.authorization = `Bearer ${token}`;
    const response = await fetch(`${this.configuration.portal.apiUrl}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query, variables }),
    }).catch(() => {
      throw new ApiRefusal('The service cannot be reached just now. Try again in a minute.', 'UNAVAILABLE', []);
    });
    const body = (await response.json()) as Body<T>;
    const error = body.errors?.[0];
    if (error !== undefined)
      throw new ApiRefusal(error.message, error.extensions?.code ?? 'UNKNOWN', error.extensions?.fields ?? []);
    return body.data as T;
  }

  /** Whether the API can do its work. */
  async isReady(): Promise<boolean> {
    const response = await fetch(`${this.configuration.portal.apiUrl}/health/ready`).catch(() => null);
    return response?.ok ?? false;
  }
}
