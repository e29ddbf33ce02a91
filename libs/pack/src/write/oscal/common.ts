import { OSCAL_VERSION } from '#standards';
import type { GuidancePin, PackContents, PackRequirement } from '../../contents';
import { canonicalJson, sha256 } from '../../json';
import { CONTENTS_PATH } from '../../manifest';
import { MAPPING, uuidOf } from '../identity';
import { instantInWords, inWords } from '../words';
import { partiesOf } from './parties';
import { markup, markupLine, props, some, tokenOf } from './text';

/** A file of the pack, as the documents in their folder link to it. */
export function fromFolder(path: string): string {
  return `../${path}`;
}

/** The title, the time of sealing, who took part, and what became of the procurement. */
export function metadata(contents: PackContents, sealedAt: string, title: string): object {
  const { procurement, decision } = contents;
  return {
    title: `${title}: ${markupLine(procurement.title, 'no title')}`,
    'last-modified': sealedAt,
    version: sealedAt,
    'oscal-version': OSCAL_VERSION,
    props: props({
      mapping: MAPPING,
      'procurement-id': procurement.id,
      'procurement-reference': procurement.reference,
      ocid: procurement.ocid,
      cpv: procurement.cpvCodes,
      provenance: procurement.provenance,
      outcome: decision.outcome,
    }),
    ...partiesOf(contents),
    remarks: remarksOf(contents),
  };
}

function remarksOf({ procurement, decision, cancellation }: PackContents): string {
  const { outcome, decidedAt, reason } = decision;
  const sentences = [
    ...(procurement.provenance === 'DEMONSTRATION'
      ? ['DEMONSTRATION: invented to show how Assay works; not a real procurement.']
      : []),
    `The decision of ${instantInWords(decidedAt)}: ${inWords.outcome[outcome]}. ${markup(reason)}`,
    ...(cancellation === undefined
      ? []
      : [`The procurement was cancelled after the decision, on ${instantInWords(cancellation.cancelledAt)}.`]),
    `Everything is in \`${CONTENTS_PATH}\` of the same pack, from which this document was made.`,
  ];
  return sentences.join('\n\n');
}

/** The id of a requirement as a control. */
export function controlId(ref: string): string {
  return tokenOf(`requirement-${ref}`);
}

/** The id of what is to be found out of a requirement: findings are about it. */
export function objectiveId(ref: string): string {
  return tokenOf(`objective-${ref}`);
}

/** The codes of the items of guidance that were accepted for a requirement. */
export function acceptedItems({ guidance }: PackRequirement): PackRequirement['guidance'] {
  return guidance.filter(({ status }) => status === 'ACCEPTED');
}

/** What was assessed: the requirements as they were locked, and the items of guidance that they were accepted to answer. */
export function reviewedControls({ requirements }: PackContents): object {
  const items = [...new Set(requirements.flatMap(acceptedItems).map(({ itemCode }) => itemCode))];
  return {
    'control-selections': [
      requirements.length === 0
        ? { description: 'No requirement was locked, and so none left out.', 'include-all': {} }
        : {
            description: 'The requirements of the procurement, as they were locked.',
            'include-controls': requirements.map(({ ref }) => ({ 'control-id': controlId(ref) })),
          },
      ...(items.length === 0
        ? []
        : [
            {
              description: 'The items of guidance that the requirements were accepted to answer.',
              'include-controls': items.map((code) => ({ 'control-id': tokenOf(code) })),
            },
          ]),
    ],
    'control-objective-selections': some(
      requirements.length === 0
        ? []
        : [{ 'include-objectives': requirements.map(({ ref }) => ({ 'objective-id': objectiveId(ref) })) }],
    ),
  };
}

/** The UUID of a guidance document in the back matter. */
export function guidanceResource({ procurement }: PackContents, { documentCode, version }: GuidancePin): string {
  return uuidOf(procurement.id, 'guidance', documentCode, version);
}

/** The UUID of the pack's contents in the back matter. */
export function contentsResource({ procurement }: PackContents): string {
  return uuidOf(procurement.id, 'contents');
}

/** What every document refers to: the contents of the pack, and the guidance with its version. */
export function sharedResources(contents: PackContents): object[] {
  return [
    {
      uuid: contentsResource(contents),
      title: 'The contents of the pack',
      description: 'What was asked for, answered with, judged and decided, for machines.',
      rlinks: [rlink(CONTENTS_PATH, 'application/json', sha256(canonicalJson(contents)))],
    },
    ...contents.guidance.map((pin) => ({
      uuid: guidanceResource(contents, pin),
      title: markupLine(pin.documentTitle ?? pin.documentCode, 'No title'),
      props: props({
        'guidance-document': pin.documentCode,
        'guidance-version': pin.version,
        publisher: pin.publisher ?? null,
        licence: pin.licence ?? null,
      }),
      rlinks: some(addressOf(pin).map((href) => ({ href }))),
    })),
  ];
}

function addressOf({ url }: GuidancePin): string[] {
  return url && URL.canParse(url) ? [new URL(url).href] : [];
}

/** A file of the pack with its hash. */
export function rlink(path: string, mediaType: string, hash: string): object {
  return { href: fromFolder(path), 'media-type': mediaType, hashes: [{ algorithm: 'SHA-256', value: hash }] };
}
