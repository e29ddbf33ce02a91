import type { PackContents } from '../contents';
import { instantInWords, oneLine } from './words';

/** README.txt: what the pack is and how to check it, with Assay or with sha256sum and openssl alone. */
export function readme({ procurement, cancellation }: PackContents): string {
  return `ASSAY ASSURANCE PACK (assay-pack/1)

Procurement: ${oneLine(procurement.reference)}
${oneLine(procurement.title)}
Buyer: ${oneLine(procurement.buyer.name)}
${cancellation === undefined ? '' : `CANCELLED after the decision, on ${instantInWords(cancellation.cancelledAt)}.\n`}${procurement.provenance === 'DEMONSTRATION' ? 'DEMONSTRATION: invented to show how Assay works; not a real procurement.\n' : ''}
Open index.html to read it. Nothing in the pack runs or fetches anything.

WHAT IS IN IT

  index.html          everything, on one page
  summaries/          the assessment summary of each assessed bidder
  assessment.csv      every judgement and every settled figure
  requirements.csv    every requirement
  evidence.csv        every attestation and document that was relied on
  evidence/           the documents, each in a folder named by its SHA-256
  oscal/              what was to be assessed and what was found, in OSCAL 1.2.1,
                      for programs that read assessments: a plan and its results
  cyclonedx/          what was claimed, on what evidence, and how far it conforms,
                      in CycloneDX 1.6, for programs that read attestations
  pack.json           everything, for machines
  audit.json          the events of the audit trail, for machines
  SHA256SUMS          the hash of every file above, as sha256sum reads it
  manifest.json       each file with its SHA-256, size and media type
  signature.json      an Ed25519 signature over the bytes of manifest.json

The digest of the pack is the SHA-256 of the bytes of manifest.json.

TO CHECK IT WITH ASSAY (no server, no network)

In a checkout of the Assay project, once npm ci has run there, and with the
path of the pack, as you were given it, for PACK.zip:

  npx assay verify PACK.zip --key public.pem

Run it nowhere else: the project is not on npm, so npx would find nothing there,
or another's package of that name.

public.pem is the public key of whoever made the pack. Get it from them and not
from the pack: anyone can sign with a key of their own. Without --key, Assay
says which key was used by its fingerprint.

TO CHECK IT BY HAND (unpack it, then in its folder)

1. Every file has its hash:

  sha256sum --check --strict SHA256SUMS

2. SHA256SUMS is the one that the manifest names (the two must be equal):

  sha256sum SHA256SUMS
  grep -o '"path":"SHA256SUMS","sha256":"[0-9a-f]*"' manifest.json

3. The manifest is signed:

  sed 's/.*"signature":"\\([^"]*\\)".*/\\1/' signature.json | base64 -d > /tmp/manifest.sig
  printf '%b' "$(sed 's/.*"publicKeyPem":"\\([^"]*\\)".*/\\1/' signature.json)" > /tmp/pack-key.pem
  openssl pkeyutl -verify -pubin -inkey /tmp/pack-key.pem -rawin -in manifest.json -sigfile /tmp/manifest.sig

4. The key is the one that you know (compare with the fingerprint that you were given):

  openssl pkey -pubin -in /tmp/pack-key.pem -outform DER | sha256sum

5. Nothing was added: the files here are those that SHA256SUMS names, and
SHA256SUMS, manifest.json and signature.json.

  find . -type f | wc -l
  wc -l < SHA256SUMS      (three fewer)

Assay checks more: that the arithmetic gives the decision, that the summaries
say what was settled, that the audit events have their hashes, that evidence
recorded as valid was in date on the day of the decision, and that the files in
OSCAL and CycloneDX are valid and say what pack.json says.
`;
}
