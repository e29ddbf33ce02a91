import fc from 'fast-check';
import { cycloneDxViolations, oscalViolations } from '#standards';
import type { PackContents } from '../contents';
import { SIGNATURE_PATH } from '../manifest';
import { anyContents, NASTY_NAMES } from '../testing/drawn-contents';
import { aboutProduct, cancelledAfterwards, CREATED_AT, fictionalContents, packInMemory } from '../testing/fictional-pack';
import { danglingInCycloneDx, danglingInOscal } from '../testing/references';
import { unzip } from '../testing/zip-files';
import { CYCLONEDX_PATH, evidencePaths, OSCAL_PLAN_PATH, OSCAL_RESULTS_PATH } from './paths';
import { writersFor } from './writers';

async function textOf(contents: PackContents, path: string, sealedAt = CREATED_AT): Promise<string> {
  const writer = writersFor(contents).find((one) => one.path === path);
  return String(await writer?.render(contents, sealedAt));
}

/** What the publishers' schemas have against the forms of these contents, and what in them leads to nothing. */
async function problemsOf(contents: PackContents): Promise<unknown[]> {
  const [plan, results, cyclonedx] = await Promise.all(
    [OSCAL_PLAN_PATH, OSCAL_RESULTS_PATH, CYCLONEDX_PATH].map((path) => textOf(contents, path)),
  );
  const paths = [...writersFor(contents).map(({ path }) => path), ...evidencePaths(contents).values(), SIGNATURE_PATH];
  return [
    ...oscalViolations('assessment-plan', JSON.parse(plan)),
    ...oscalViolations('assessment-results', JSON.parse(results)),
    ...(await cycloneDxViolations('1.6', cyclonedx)),
    ...danglingInOscal(JSON.parse(plan), JSON.parse(results), paths),
    ...danglingInCycloneDx(JSON.parse(cyclonedx), paths),
  ];
}

describe('the forms of a pack in OSCAL and CycloneDX', () => {
  it('are valid by the schemas of their publishers, and refer to what is there, in the pack as it is written', async () => {
    const files = await unzip((await packInMemory()).zip);
    const read = (path: string): unknown => JSON.parse(String(files.get(path)));
    const [plan, results, cyclonedx] = [OSCAL_PLAN_PATH, OSCAL_RESULTS_PATH, CYCLONEDX_PATH].map(read);
    expect(oscalViolations('assessment-plan', plan)).toEqual([]);
    expect(oscalViolations('assessment-results', results)).toEqual([]);
    expect(await cycloneDxViolations('1.6', String(files.get(CYCLONEDX_PATH)))).toEqual([]);
    expect(danglingInOscal(plan, results, [...files.keys()])).toEqual([]);
    expect(danglingInCycloneDx(cyclonedx, [...files.keys()])).toEqual([]);
  });

  it.each<[string, () => PackContents]>([
    ['was cancelled after its award', cancelledAfterwards],
    ['got no answer', () => ({ ...fictionalContents(), answers: [], assessments: [], moderation: [], summaries: [] })],
    ['has no candidate', () => nobodyIn(fictionalContents())],
    ['asked for nothing', () => ({ ...nobodyIn(fictionalContents()), requirements: [], guidance: [] })],
    ['got no evidence', () => without(fictionalContents())],
    ['has evidence that its supplier has closed since', () => closedIn(fictionalContents())],
    ['was found about a product', () => aboutProduct('HARDWARE')],
    ['was found about a service', () => aboutProduct('SERVICE')],
  ])('are valid and whole of a procurement that %s', async (_how, contents) => {
    expect(await problemsOf(contents())).toEqual([]);
  });

  it.each(NASTY_NAMES.map((name) => [JSON.stringify(name).slice(0, 40), name]))(
    'are valid with the name %s everywhere',
    async (_as, name) => {
      const contents = fictionalContents();
      const [document] = contents.answers[0].documents;
      expect(
        await problemsOf({
          ...contents,
          procurement: { ...contents.procurement, title: name, reference: name, buyer: { name, identifiers: [] } },
          candidates: contents.candidates.map((one) => ({ ...one, reason: name, supplier: { ...one.supplier, name } })),
          requirements: contents.requirements.map((one) => ({ ...one, text: name })),
          answers: contents.answers.map((one) => ({
            ...one,
            statement: name,
            documents: [{ ...document, name, mediaType: name }],
          })),
          moderation: contents.moderation.map((one) => ({ ...one, reason: name, moderator: { id: null, name } })),
        }),
      ).toEqual([]);
    },
  );

  it('are valid and whole whatever the contents are', async () => {
    await fc.assert(
      fc.asyncProperty(anyContents, async (contents) => {
        expect(await problemsOf(contents)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('are the same text for the same contents and time, and another for another time', async () => {
    for (const path of [OSCAL_PLAN_PATH, OSCAL_RESULTS_PATH, CYCLONEDX_PATH]) {
      const text = await textOf(fictionalContents(), path);
      expect(await textOf(fictionalContents(), path)).toBe(text);
      expect(await textOf(fictionalContents(), path, '2026-03-21T12:00:00.000Z')).not.toBe(text);
    }
  });
});

function nobodyIn(contents: PackContents): PackContents {
  const decision = { ...contents.decision, outcome: 'NONE_SUITABLE' as const, candidateId: null };
  return { ...contents, candidates: [], answers: [], assessments: [], moderation: [], summaries: [], decision };
}

function without(contents: PackContents): PackContents {
  return { ...contents, answers: contents.answers.map((answer) => ({ ...answer, documents: [], attestations: [] })) };
}

/** The contents with every document closed to the buyer. */
function closedIn(contents: PackContents): PackContents {
  const closedAt = '2026-03-01T09:30:00.000Z';
  const answers = contents.answers.map((answer) => ({
    ...answer,
    documents: answer.documents.map((document) => ({ ...document, closedAt })),
  }));
  return { ...contents, answers };
}
