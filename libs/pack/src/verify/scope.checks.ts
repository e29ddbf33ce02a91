import type { AttestationSnapshot, PackAnswer, PackContents, PackScopeTest } from '../contents';
import { CONTENTS_PATH } from '../manifest';
import { sitesCover, sitesToCover } from '../sites';
import { datesCoverPeriod } from '../validity';
import { nameOf } from './names';
import { failed, notChecked, passed, type VerifyCheck } from './report';

/**
 * Each attestation of an answer has its scope test, and the answers of it that follow from what stands beside it do: the dates from the contract
 * period, and no YES of a product that is not offered, nor of exclusions that are left for a person to read, nor of sites that are not the places.
 */
export function checkScope(contents: PackContents): VerifyCheck[] {
  const { answers } = contents;
  if (answers.every(({ scopeTests }) => scopeTests === undefined))
    return answers.length === 0
      ? []
      : [notChecked('scope', 'The pack has no scope tests: it was made before packs held them.')];
  const [problem] = answers.flatMap((answer) => problemsOf(answer, contents));
  if (problem !== undefined) return [failed('scope', problem, CONTENTS_PATH)];
  const count = answers.reduce((sum, { attestations }) => sum + attestations.length, 0);
  return [
    passed(
      'scope',
      `All ${count} attestations that answers rest on have their scope test, as far as it follows from the pack.`,
    ),
  ];
}

function problemsOf(answer: PackAnswer, contents: PackContents): string[] {
  const { attestations, scopeTests = [], candidateId, requirementRef } = answer;
  const which = `the answer to ${requirementRef} of ${nameOf(contents, candidateId)}`;
  const tested = scopeTests.map(({ attestationId }) => attestationId).sort();
  if (JSON.stringify(tested) !== JSON.stringify(attestations.map(({ id }) => id).sort()))
    return [`The scope tests of ${which} are not those of its attestations.`];
  return attestations.flatMap((attestation) => {
    const wrong = wronglyTold(
      attestation,
      scopeTests.find(({ attestationId }) => attestationId === attestation.id),
      answer,
      contents,
    );
    return wrong.map((about) => `The scope test of ${attestation.scheme} in ${which} does not follow from the pack: ${about}.`);
  });
}

function wronglyTold(
  { scope, dates, product }: AttestationSnapshot,
  test: PackScopeTest | undefined,
  { candidateId }: PackAnswer,
  { procurement, offers = [] }: PackContents,
): string[] {
  if (test === undefined) return [];
  const period = procurement.contractPeriod ?? { startsOn: null, endsOn: null };
  const { products = [], sites = [] } = offers.find((one) => one.candidateId === candidateId) ?? {};
  const isOffered = !product || products.length === 0 || products.some(({ id }) => id === product.id);
  const isWithinSites = sitesCover(scope.sites, sitesToCover(sites, procurement.places ?? [])) === 'YES';
  const isOfNoProduct = product === null && scope.productVersions.length > 0;
  return [
    ...(test.dates.answer === datesCoverPeriod(dates, period) ? [] : ['its dates']),
    ...(test.product.answer === 'YES' && (!isOffered || isOfNoProduct) ? ['its product'] : []),
    ...(test.exclusions.answer === 'YES' && (scope.exclusions.length > 0 || !isWithinSites)
      ? ['its exclusions and sites']
      : []),
  ];
}
