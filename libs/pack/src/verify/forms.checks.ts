import { cycloneDxViolations, oscalViolations, type OscalModel, type Violation } from '#standards';
import type { Instant, PackContents } from '../contents';
import { CYCLONEDX_VERSION, cycloneDxAttestations } from '../write/cyclonedx/attestations';
import { assessmentPlan } from '../write/oscal/assessment-plan';
import { assessmentResults } from '../write/oscal/assessment-results';
import { CYCLONEDX_PATH, OSCAL_PLAN_PATH, OSCAL_RESULTS_PATH } from '../write/paths';
import { failed, messageOf, notChecked, passed, type CheckName, type VerifyCheck } from './report';
import type { UnpackedFiles } from './unpack';

/** A form of the contents: how it is made of them again, and what its standard has against it. */
interface Form {
  name: CheckName;
  path: string;
  standard: string;
  make(contents: PackContents, sealedAt: Instant): string;
  violations(text: string): Violation[] | Promise<Violation[]>;
}

const FORMS: readonly Form[] = [
  oscal('assessment-plan', OSCAL_PLAN_PATH, assessmentPlan),
  oscal('assessment-results', OSCAL_RESULTS_PATH, assessmentResults),
  {
    name: 'cyclonedx',
    path: CYCLONEDX_PATH,
    standard: `CycloneDX ${CYCLONEDX_VERSION}`,
    make: cycloneDxAttestations,
    violations: (text) => cycloneDxViolations(CYCLONEDX_VERSION, text),
  },
];

/** Where the forms lie in a pack. */
export const FORM_PATHS: readonly string[] = FORMS.map(({ path }) => path);

function oscal(model: OscalModel, path: string, make: Form['make']): Form {
  return {
    name: 'oscal',
    path,
    standard: `the ${model} of OSCAL`,
    make,
    violations: (text) => oscalViolations(model, JSON.parse(text)),
  };
}

/** The forms for other programs are valid by the schemas of their publishers, and say what the contents say. */
export async function checkForms(
  contents: PackContents,
  sealedAt: Instant,
  kept: UnpackedFiles['kept'],
): Promise<VerifyCheck[]> {
  if (FORM_PATHS.every((path) => !kept.has(path)))
    return [notChecked('oscal', 'The pack has no form in OSCAL or CycloneDX: it was made before packs had them.')];
  return Promise.all(FORMS.map((form) => checkForm(form, contents, sealedAt, kept.get(form.path))));
}

async function checkForm(form: Form, contents: PackContents, sealedAt: Instant, bytes?: Buffer): Promise<VerifyCheck> {
  const { name, path, standard } = form;
  if (bytes === undefined) return failed(name, `The file ${path} is missing, and others of its kind are there.`, path);
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const [violation] = await form.violations(text);
    if (violation)
      return failed(
        name,
        `The file ${path} is not valid by ${standard}: at ${violation.path || 'the top'}, ${violation.message}.`,
        path,
      );
    if (form.make(contents, sealedAt) === text)
      return passed(name, `${path} is valid by ${standard} and says what the contents say.`);
    return failed(name, `The file ${path} does not say the same as the contents in pack.json.`, path);
  } catch (error) {
    return failed(name, `The file ${path} could not be checked: ${messageOf(error)}`, path);
  }
}
