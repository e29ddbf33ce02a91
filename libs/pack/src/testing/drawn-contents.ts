import fc from 'fast-check';
import { CONFORMANCES, STRENGTHS, type PackAnswer, type PackContents, type PackModeration } from '../contents';
import { sha256 } from '../json';
import { summariesOf } from '../summaries';
import { fictionalContents, recorded } from './fictional-pack';

/** Names that break programs: none, marks that turn the text, half a character, markup, and very long ones. */
export const NASTY_NAMES: readonly string[] = [
  '',
  ' \t\r\n',
  '\u0000\u001b[2J',
  '\u202eevil\u2066 name\u2069',
  'שלום עליכם والسلام',
  '🏙️👩‍👩‍👧‍👦 & Söhne',
  '\ud83c',
  '<script>alert("1")</script> {{ insert: param, x }} [a](javascript:b) *c* \\',
  'a'.repeat(10_000),
  '🏙'.repeat(5_000),
  'one\u2028two\u2029three',
  '#%?&/../..',
  '__proto__',
];

const anyText = fc.oneof(
  fc.constantFrom(...NASTY_NAMES),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
);
const anyName = anyText.map((text) => text || '-');
const anyInstant = fc
  .integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2099, 11, 31) })
  .map((at) => new Date(at).toISOString());
const anyDay = fc.option(anyInstant.map((at) => at.slice(0, 10)));
const anyStrength = fc.option(fc.constantFrom(...STRENGTHS));

/** A requirement with a figure for each of three candidates, where one was settled. */
const anyFigures = fc.record({
  text: anyText,
  isGate: fc.boolean(),
  item: fc.option(fc.record({ itemCode: anyName, itemTitle: anyText, documentCode: fc.constantFrom('EXAMPLE-GUIDE', '🏙') })),
  figures: fc.array(
    fc.record({
      conformance: fc.constantFrom(...CONFORMANCES),
      score: fc.integer({ min: 0, max: 1000 }).map((hundredths) => hundredths / 100),
      strength: anyStrength,
      reason: anyText,
      statement: anyText,
      document: fc.option(anyText),
      isAttested: fc.boolean(),
      isAnswered: fc.boolean(),
      isClosed: fc.boolean(),
      isSettled: fc.boolean(),
    }),
    { minLength: 3, maxLength: 3 },
  ),
});

/** Contents in which names, figures, evidence and what was done at all are any; what refers to something refers to what is there. */
export const anyContents: fc.Arbitrary<PackContents> = fc
  .record({
    names: fc.array(anyText, { minLength: 8, maxLength: 8 }),
    refs: fc.uniqueArray(anyName, { minLength: 5, maxLength: 5 }),
    requirements: fc.array(anyFigures, { maxLength: 4 }),
    dates: fc.record({ coversFrom: anyDay, coversTo: anyDay, issuedOn: anyDay, expiresOn: anyDay, receivedAt: anyInstant }),
    state: fc.constantFrom('ASSESSED' as const, 'DECLINED' as const),
    outcome: fc.constantFrom('CANCELLED' as const, 'NONE_SUITABLE' as const),
    url: fc.option(fc.oneof(fc.webUrl(), anyText)),
    cancelledAt: fc.option(anyInstant),
    isSearched: fc.boolean(),
  })
  .map((drawn) => {
    const { names, refs, dates, url } = drawn;
    const contents = fictionalContents();
    const ref = (index: number): string => refs[index];
    const scored = drawn.requirements.filter(({ isGate }) => !isGate).length;
    let left = scored;
    const requirements = drawn.requirements.map(({ text, isGate, item }, index) => ({
      id: `requirement-${index}`,
      ref: ref(index),
      text,
      kind: isGate ? ('GATE' as const) : ('SCORED' as const),
      weight: isGate ? null : (left -= 1) > 0 ? 10 : 100 - 10 * (scored - 1),
      minimumStrength: null,
      guidance: item === null ? [] : [{ ...contents.requirements[0].guidance[0], ...item }],
    }));
    const candidates = contents.candidates.map((candidate, index) => ({
      ...candidate,
      state: drawn.state,
      supplier: { ...candidate.supplier, name: names[index], identifiers: [{ scheme: refs[4], id: names[3] || '-' }] },
    }));
    const pairs = drawn.requirements.flatMap(({ figures }, at) =>
      figures.map((figure, whose) => ({ ...figure, requirement: requirements[at], candidateId: candidates[whose].id })),
    );
    const [attested] = contents.answers.flatMap(({ attestations }) => attestations);
    const answers = pairs
      .filter(({ isAnswered }) => isAnswered)
      .map(({ candidateId, requirement, statement, strength, document, isClosed, isAttested }): PackAnswer => {
        const bytes = document ?? '';
        return {
          candidateId,
          requirementRef: requirement.ref,
          statement,
          strength,
          submittedAt: '2026-02-19T09:00:00.000Z',
          attestations: isAttested ? [{ ...attested, id: `of-${candidateId}`, reference: names[4], dates }] : [],
          documents:
            document === null
              ? []
              : [
                  {
                    ...{ name: document, sha256: sha256(bytes), size: Buffer.byteLength(bytes), mediaType: names[5] },
                    ...(isClosed ? { closedAt: '2026-03-01T09:30:00.000Z' } : {}),
                  },
                ],
        };
      });
    const moderation = pairs
      .filter(({ isSettled }) => isSettled)
      .map(({ candidateId, requirement, conformance, score, strength, reason }): PackModeration => ({
        candidateId,
        requirementRef: requirement.ref,
        conformance,
        score: requirement.kind === 'GATE' || conformance === 'UNKNOWN' ? null : score,
        strength,
        reason,
        moderator: { id: names[6].length % 2 ? null : 'usr_1', name: names[6] },
        moderatedAt: '2026-03-01T09:00:00.000Z',
      }));
    const [first] = contents.assessments;
    const told: PackContents = {
      ...contents,
      procurement: { ...contents.procurement, title: names[7], reference: names[0], ocid: drawn.url },
      guidance: [{ ...contents.guidance[0], publisher: names[1], url, licence: names[2] }],
      requirements,
      coverage: [],
      lockedSearch: drawn.isSearched ? contents.lockedSearch : null,
      candidates,
      answers,
      assessments: moderation.map(({ moderator: _by, moderatedAt: _at, ...figure }) => ({ ...first, ...figure })),
      moderation,
      decision: { ...contents.decision, outcome: drawn.outcome, candidateId: null, reason: names[1] },
      ...(drawn.cancelledAt === null
        ? {}
        : {
            cancellation: { cancelledAt: drawn.cancelledAt, cancelledBy: contents.decision.decidedBy, reason: names[2] },
          }),
    };
    return recorded({ ...told, summaries: summariesOf(told) });
  });
