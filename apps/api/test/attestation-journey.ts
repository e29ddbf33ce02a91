import { dayOf } from '#pack';
import { EvidenceRows, FictionalSupplier } from '#procurement/testing';
import { Answer, PASSWORD, TestApi } from './harness';

export const VERIFIER = 'verifier@oversight.example';

/** The day so many days from now. */
export const DAY = (offset: number): string => dayOf(new Date(Date.now() + offset * 86_400_000).toISOString());

const SAVE_DRAFT =
  'mutation ($input: SaveAttestationDraftInput!) { saveAttestationDraft(input: $input) { attestation { id status version } } }';

/** What answers a change to an attestation. */
export interface Made {
  attestation: { id: string; status: string; strength: string };
}

/** A Cyber Essentials of the fictional supplier, as the contract's client sends it. */
export function content(change: object = {}): Record<string, unknown> {
  return {
    schemeCode: 'ce',
    productId: null,
    reference: 'TEST-1',
    scope: { legalEntity: 'Fictional Sensors Ltd', sites: [], productVersions: [], exclusions: [] },
    strength: 'INDEPENDENT_VALIDATION',
    issuedOn: DAY(-30),
    expiresOn: DAY(300),
    ...change,
  };
}

export const statement = { signatoryName: 'Sam Test', signatoryRole: 'Director', agreed: true };

/** The same with the statement of who signs it. */
export const submitting = (change: object = {}): { input: object } => ({
  input: { ...content(change), statement, ...change },
});

/** The code of the refusal and the field that it names. */
export const refusal = ({ errors }: Answer<unknown>): string[] =>
  errors.flatMap(({ extensions }) => [extensions.code, ...(extensions.fields ?? []).map(({ path }) => path)]);

/** Two fictional suppliers who write, sign and have verified what they hold, over HTTP. */
export class AttestationJourney {
  private constructor(
    readonly api: TestApi,
    readonly rows: EvidenceRows,
    readonly mine: FictionalSupplier,
    readonly other: FictionalSupplier,
  ) {}

  static async begin(): Promise<AttestationJourney> {
    const api = await TestApi.start();
    const rows = await EvidenceRows.open(api.database.ownerUrl, PASSWORD);
    const mine = await rows.supplier('Fictional Sensors Ltd');
    return new AttestationJourney(api, rows, mine, await rows.supplier('Another Fictional Ltd'));
  }

  async end(): Promise<void> {
    await this.rows.close();
    await this.api.stop();
  }

  /** @returns the id of what was signed and waits for a verifier */
  async submit(change: object = {}): Promise<string> {
    const { submitAttestation } = await this.api.done<{ submitAttestation: Made }>(
      this.mine.signatory,
      'SubmitAttestation',
      submitting(change),
    );
    return submitAttestation.attestation.id;
  }

  verify(attestationId: string, change: object = {}): Promise<Answer<{ verifyAttestation: Made }>> {
    return this.api.run(VERIFIER, 'VerifyAttestation', {
      input: { attestationId, outcome: 'VERIFIED', method: 'Looked up in a register', checkedOn: DAY(0), ...change },
    });
  }

  saveDraft(
    as: string,
    input: object,
  ): Promise<Answer<{ saveAttestationDraft: { attestation: { id: string; version: number } } }>> {
    return this.api.send(as, SAVE_DRAFT, { input });
  }

  /** The status that somebody reads; the code of the refusal where nothing is shown. */
  async statusFor(as: string | null, id: string): Promise<string> {
    const { data, errors } = await this.api.send<{ attestation: { status: string } }>(
      as,
      'query ($id: ID!) { attestation(id: $id) { status } }',
      { id },
    );
    return errors.length > 0 ? errors[0].extensions.code : data.attestation.status;
  }
}
