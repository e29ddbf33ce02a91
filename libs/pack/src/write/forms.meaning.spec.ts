import type { PackContents } from '../contents';
import { aboutProduct, CREATED_AT, fictionalContents } from '../testing/fictional-pack';
import { summariesOf } from '../summaries';
import { cycloneDxAttestations } from './cyclonedx/attestations';
import { assessmentPlan } from './oscal/assessment-plan';
import { assessmentResults } from './oscal/assessment-results';
import { evidencePaths } from './paths';

interface Prop {
  name: string;
  value: string;
}

interface Observation {
  title: string;
  methods: string[];
  'relevant-evidence'?: { href: string; links?: { href: string }[] }[];
  expires?: string;
}

interface Result {
  title: string;
  description: string;
  props: Prop[];
  findings?: {
    props: Prop[];
    target: { status: { state: string; reason: string; remarks?: string } };
    'related-observations': object[];
  }[];
  observations?: Observation[];
}

interface Resource {
  uuid: string;
  title: string;
  props?: Prop[];
  rlinks?: { href: string; hashes?: { value: string }[] }[];
}

interface CycloneDx {
  declarations: {
    attestations: { map: { claims?: string[]; conformance: { score?: number; rationale: string } }[] }[];
    claims: { target: string; predicate?: string }[];
    evidence: { created?: string; expires?: string; data: { contents: { url?: string; attachment?: object } }[] }[];
    targets: Record<'organizations' | 'components' | 'services', { 'bom-ref': string; name: string; version?: string }[]>;
    affirmation?: object;
  };
  definitions: { standards: { name: string; requirements: { identifier: string; text?: string; title?: string }[] }[] };
}

const resultsOf = (contents: PackContents) =>
  (
    JSON.parse(assessmentResults(contents, CREATED_AT)) as {
      'assessment-results': { results: Result[]; 'back-matter': { resources: Resource[] } };
    }
  )['assessment-results'];
const cycloneDxOf = (contents: PackContents) => JSON.parse(cycloneDxAttestations(contents, CREATED_AT)) as CycloneDx;
/** An answer as packs had it before they told what was signed. */
function unsigned(answer: PackContents['answers'][number]): PackContents['answers'][number] {
  return { ...answer, attestations: answer.attestations.map(({ statement: _signed, ...attestation }) => attestation) };
}

const valueOf = (props: readonly Prop[] | undefined, name: string) => props?.find((one) => one.name === name)?.value;

describe('the assessment results in OSCAL', () => {
  const contents = fictionalContents();
  const { results, 'back-matter': backMatter } = resultsOf(contents);

  it('have a result for each tender and a finding for each settled figure, with what was seen on it', () => {
    expect(results.map(({ title }) => title)).toEqual(contents.candidates.map(({ supplier }) => `Tender of ${supplier.name}`));
    expect(results.map(({ props }) => valueOf(props, 'total'))).toEqual(['64.375', '25.000', '100.000']);
    expect(results.map(({ props }) => valueOf(props, 'failed-gate'))).toEqual([undefined, undefined, 'R1']);
    const findings = results.flatMap((result) => result.findings ?? []);
    expect(
      findings.map(({ props }) => ['requirement', 'conformance', 'score', 'strength'].map((name) => valueOf(props, name))),
    ).toEqual(
      contents.moderation.map(({ requirementRef, conformance, score, strength }) => [
        requirementRef,
        conformance,
        score === null ? undefined : String(score),
        strength,
      ]),
    );
    expect(findings.map((finding) => finding['related-observations'].length)).toEqual([3, 2, 2, 2, 3, 2, 2, 2, 2]);
  });

  it('call nothing not satisfied that was partly met or is unknown without saying so', () => {
    const statuses = results.flatMap(({ findings = [] }) => findings.map(({ target }) => target.status));
    const told = { MET: [true, 'pass'], NOT_MET: [false, 'fail'], PARTLY_MET: [false, 'other'], UNKNOWN: [false, 'other'] };
    expect(statuses.map(({ state, reason }) => [state === 'satisfied', reason])).toEqual(
      contents.moderation.map(({ conformance }) => told[conformance]),
    );
    expect(statuses.map(({ remarks }) => remarks?.split(/[.:]/)[0])).toEqual(
      contents.moderation.map(({ conformance }) => ({ PARTLY_MET: 'Partly met', UNKNOWN: 'Unknown' })[conformance as string]),
    );
  });

  it('lead from an answer to its documents, each with its hash, and to its attestations', () => {
    const [first] = results[0].observations ?? [];
    const [evidence] = first['relevant-evidence'] ?? [];
    const [document] = contents.answers[0].documents;
    expect(evidence.href).toBe(`../${evidencePaths(contents).get(document.sha256)}`);
    const resource = backMatter.resources.find(({ uuid }) => `#${uuid}` === evidence.links?.[0].href);
    expect(resource?.rlinks).toMatchObject([{ href: evidence.href, hashes: [{ value: document.sha256 }] }]);
    expect(first['relevant-evidence']).toHaveLength(2);
  });

  it('take an attestation for a test only where a verifier confirmed that somebody independent tested', () => {
    const methodsOf = (told: PackContents) =>
      resultsOf(told)
        .results[0].observations?.filter(({ title }) => title.startsWith('Attestation'))
        .flatMap(({ methods, expires }) => [...methods, expires]);
    expect(methodsOf(contents)).toEqual(['TEST', '2026-05-31T23:59:59Z']);
    const unverified = fictionalContents();
    unverified.answers[0].attestations[0].status = 'SUBMITTED';
    unverified.answers[0].attestations[0].dates = {
      ...unverified.answers[0].attestations[0].dates,
      coversTo: null,
      expiresOn: null,
    };
    expect(methodsOf(unverified)).toEqual(['EXAMINE', undefined]);
  });

  it('say in one result why nothing was assessed', () => {
    const empty = { ...contents, answers: [], assessments: [], moderation: [] };
    const [only, ...others] = resultsOf({ ...empty, candidates: [] }).results;
    expect(others).toEqual([]);
    expect(only.title).toBe('Nothing was assessed');
    expect(only.description).toContain('The decision: awarded. It passed the gate and has the highest score.');
  });

  it('keep what people wrote from becoming markup', () => {
    const written = fictionalContents();
    written.answers[0].statement = '<b>We *do* {{ insert: param, x }}</b>';
    expect(assessmentResults(written, CREATED_AT)).toContain(
      JSON.stringify('&lt;b&gt;We \\*do\\* \\{\\{ insert: param, x \\}\\}&lt;/b&gt;'),
    );
    expect(cycloneDxOf(written).declarations.claims[0].predicate).toBe(written.answers[0].statement);
  });

  it('give each guidance document its address and its licence', () => {
    for (const text of [assessmentPlan(contents, CREATED_AT), assessmentResults(contents, CREATED_AT)]) {
      expect(text).toContain('"rlinks":[{"href":"https://guide.example/1"}]');
      expect(text).toContain('"value":"Made up: no licence"');
    }
  });
});

describe('the attestations in CycloneDX', () => {
  it('have the settled score as a share of ten, a gate as 1 or 0, and no number for what is unknown or a gate partly met', () => {
    const contents = fictionalContents();
    contents.moderation[0] = { ...contents.moderation[0], conformance: 'NOT_MET' };
    contents.moderation[1] = { ...contents.moderation[1], score: 5.55 };
    const { attestations } = cycloneDxOf({ ...contents, summaries: summariesOf(contents) }).declarations;
    const conformances = attestations.flatMap(({ map }) => map.map(({ conformance }) => conformance));
    expect(conformances.map(({ score }) => score)).toEqual([0, 0.555, 0.55, 1, 0.4, undefined, undefined, 1, 1]);
    expect(conformances[5].rationale).toMatch(/^Conformance: unknown, nothing could be concluded\./);
    expect(conformances[6].rationale).toMatch(/^Conformance: partly met\./);
  });

  it('name the requirements in the words of the buyer, and guidance by codes and titles alone', () => {
    const contents = fictionalContents();
    const [own, guide, ...others] = cycloneDxOf(contents).definitions.standards;
    expect(others).toEqual([]);
    expect(own.requirements.map(({ text }) => text)).toEqual(contents.requirements.map(({ text }) => text));
    expect(guide.requirements).toEqual([{ 'bom-ref': 'item:EX-1', identifier: 'EX-1', title: 'Example principle one' }]);
    const earlier = contents.requirements.map((one) => ({
      ...one,
      guidance: one.guidance.map(({ documentCode: _unknown, ...decision }) => decision),
    }));
    const standards = cycloneDxOf({ ...contents, requirements: earlier }).definitions.standards;
    expect(standards.slice(1).map(({ requirements }) => requirements.length)).toEqual([0, 1]);
  });

  it('claim what is about a product of that product, in its version', () => {
    const { claims, targets } = cycloneDxOf(aboutProduct('HARDWARE')).declarations;
    expect(targets.components).toEqual([
      {
        'bom-ref': 'product:product-1:1.0',
        name: 'Lantern',
        version: '1.0',
        type: 'device',
        supplier: { name: 'Umbra Example Ltd' },
      },
    ]);
    expect(claims.filter(({ target }) => target === 'product:product-1:1.0').map(({ predicate }) => predicate)).toEqual([
      'It is held: The example scheme (EXAMPLE-SCHEME), reference EX-candidate-1.',
    ]);
    const ofService = cycloneDxOf(aboutProduct('SERVICE')).declarations.targets;
    expect([ofService.components, ofService.services.map(({ name }) => name)]).toEqual([[], ['Lantern']]);
  });

  it('give what a signatory signed as that evidence, in their name', () => {
    const contents = fictionalContents();
    const [attested] = contents.answers[0].attestations;
    const evidence = cycloneDxOf(contents).declarations.evidence.find(({ created }) => created !== undefined);
    expect(evidence).toMatchObject({ author: { name: 'Sam Signatory' }, reviewer: { name: 'Mo Moderator' } });
    expect(evidence?.data[1].contents).toEqual({
      attachment: { contentType: 'text/plain', content: attested.statement?.words },
    });
    expect(assessmentResults(contents, CREATED_AT)).toContain(`The words that were signed: ${attested.statement?.words}`);
    const earlier = cycloneDxOf({ ...contents, answers: contents.answers.map(unsigned) }).declarations.evidence;
    expect(earlier.map(({ data }) => data.length)).toEqual([1, 1, 1, 1]);
  });

  it('date evidence by when it was issued and until when it can be valid, and affirm nothing that nobody affirmed', () => {
    const { evidence, affirmation } = cycloneDxOf(fictionalContents()).declarations;
    expect(evidence.map(({ created, expires }) => [created, expires])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
      ['2025-06-01T00:00:00Z', '2026-05-31T23:59:59Z'],
      ['2025-06-01T00:00:00Z', '2026-05-31T23:59:59Z'],
    ]);
    expect(affirmation).toBeUndefined();
  });
});
