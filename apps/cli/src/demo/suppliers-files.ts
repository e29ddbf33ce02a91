import { dayOf } from '#pack';
import { dayInWords } from '#platform';
import { Client } from './client';
import { attestationFile, evidenceFile } from './material';
import * as operations from './operations';
import { Scene } from './scene';

const DAYS_GRANTED = 30;

/** What suppliers do with files once it is decided: attestations read out of one, and a document withdrawn and let be opened again. */
export class SuppliersFiles {
  constructor(private readonly scene: Scene) {}

  /** Reads attestations out of a CycloneDX file; what a scheme is found for becomes a draft, once however often the demonstration is run. */
  async readIn(): Promise<void> {
    const { journey, people, tell } = this.scene;
    const editor = await people.supplier('editor', journey.attestationFile.supplier);
    const { name, bytes } = attestationFile(journey);
    const documentId = await editor.upload(name, bytes);
    const { attestationFile: file } = await editor.send<operations.AttestationFile>(operations.ATTESTATION_FILE, {
      documentId,
    });
    const found = file.attestations.filter(({ proposal }) => proposal.schemeCode !== null);
    const choices = found
      .filter(({ drafted }) => drafted.length === 0)
      .map(({ index, proposal: { schemeCode, product, strength } }) => ({
        index,
        schemeCode,
        productId: product?.id,
        strength,
      }));
    if (choices.length > 0) await editor.send(operations.DRAFT_ATTESTATIONS, { input: { documentId, choices } });
    tell(
      `read attestations out of a file in ${file.format}, as a supplier`,
      `${file.attestations.length} in it, ${found.length} are drafts that a signatory signs, ${file.attestations.length - found.length} of no scheme that was found`,
    );
  }

  /** The last of the shortlist withdraws the file of its answers, which the buyer had opened and now cannot open, and lets it open it again until a day. */
  async withdrawAndGrant(): Promise<void> {
    const { journey, people, tell } = this.scene;
    const { supplier } = journey.shortlist[journey.shortlist.length - 1];
    const editor = await people.supplier('editor', supplier);
    const buyer = await people.buyer('editor');
    const { id } = await givenBy(editor, supplier);
    await buyer.download(`/documents/${id}`);
    const [{ buyer: reader, openings }] = (await givenBy(editor, supplier)).readers;
    const reason = 'It was given for this procurement, which is decided.';
    await editor.send(operations.WITHDRAW, { input: { documentId: id, organisationId: reader.id, reason } });
    if (await opens(buyer, id)) throw new Error('A document was opened that had been withdrawn.');
    tell('withdrew a document from the buyer, as its supplier', `readings before it ${openings}, and none since`);
    const until = dayOf(new Date(Date.now() + DAYS_GRANTED * 86_400_000).toISOString());
    await editor.send(operations.GRANT, { input: { documentId: id, organisationId: reader.id, until } });
    if (!(await opens(buyer, id))) throw new Error('A document was not opened that its supplier lets the buyer open.');
    tell('let the buyer open it again, as its supplier', `until ${dayInWords(until)}, and it was opened`);
  }
}

/** The file that a supplier gave the buyer in its answers. @throws Error where there is none */
async function givenBy(editor: Client, supplier: string): Promise<operations.OwnDocument> {
  const { myDocuments } = await editor.send<{ myDocuments: operations.OwnDocument[] }>(operations.DOCUMENTS);
  const found = myDocuments.find(({ fileName, readers }) => fileName === evidenceFile(supplier).name && readers.length > 0);
  if (found === undefined) throw new Error(`${supplier} gave the buyer no file.`);
  return found;
}

function opens(buyer: Client, documentId: string): Promise<boolean> {
  return buyer.download(`/documents/${documentId}`).then(
    () => true,
    () => false,
  );
}
