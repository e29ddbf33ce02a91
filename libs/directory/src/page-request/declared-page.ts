import { type Provenance } from '#identity';
import { BadUserInput, FieldProblem } from '#platform';
import { parseIdentifier, printIdentifier, readIdentifier } from '#registers';
import { flawOfClaimed } from '../claim/claim-proof';
import { DeclaredIdentifier, PageRequest } from './page-request.entity';
import { RequestPageInput } from './page-request.inputs';

/** The scheme of organisations that are invented here. */
const INVENTED_SCHEME = 'ASSAY-DEMO';

/** What an organisation says that its page should show. */
export type DeclaredPage = Pick<
  PageRequest,
  | 'name'
  | 'declared'
  | 'noIdentifierReason'
  | 'country'
  | 'regionCode'
  | 'website'
  | 'description'
  | 'sectorCodes'
  | 'technologyCodes'
>;

/**
 * What an input says, with identifiers read and lists without repeats.
 *
 * @param provenance of the organisation that asks: one of the demonstration has no number of a public register, nor a real one of the demonstration's
 * @throws BadUserInput naming every field that will not do
 */
export function declaredPage(input: RequestPageInput, provenance: Provenance): DeclaredPage {
  const said = (text: string | null | undefined): string | null => text?.trim() || null;
  const noIdentifierReason = said(input.noIdentifierReason);
  const problems = [
    ...input.identifiers.flatMap((identifier, index) => flawsOf(identifier, index, provenance)),
    ...repeatsIn(input),
    ...reasonProblems(input.identifiers.length, noIdentifierReason),
    ...(input.sectors.length + input.technologies.length > 0 ? [] : [NOTHING_DONE]),
  ];
  if (problems.length > 0) throw new BadUserInput(problems[0].message, problems);
  return {
    name: input.name.trim(),
    declared: input.identifiers.map(declaredIdentifier),
    noIdentifierReason,
    country: input.country.trim(),
    regionCode: said(input.region),
    website: said(input.website),
    description: said(input.description),
    sectorCodes: [...new Set(input.sectors)].sort(),
    technologyCodes: [...new Set(input.technologies)].sort(),
  };
}

/** An identifier as it is kept: the scheme that stands in front of the number counts more than the one beside it. */
export function declaredIdentifier({ scheme, id }: { scheme: string; id: string }): DeclaredIdentifier {
  const read = readIdentifier(parseIdentifier(id) ?? { scheme, id });
  return { scheme: read.scheme, id: read.id, published: read.published, uri: read.uri ?? null };
}

/** What the page of a request says of itself, by field, as facts have it. What it does not say is not among them. */
export function declaredFacts(page: DeclaredPage): { field: string; value: string }[] {
  const fields = {
    name: page.name,
    countryOfOrigin: page.country,
    region: page.regionCode,
    website: page.website,
    description: page.description,
    sectors: page.sectorCodes.join(', '),
    technologies: page.technologyCodes.join(', '),
    noIdentifier: page.noIdentifierReason,
  };
  return Object.entries(fields).flatMap(([field, value]) => (value === null || value === '' ? [] : [{ field, value }]));
}

const NOTHING_DONE: FieldProblem = {
  path: 'technologies',
  message: 'Choose at least one technology or sector: buyers find suppliers by them.',
};

function flawsOf(identifier: { scheme: string; id: string }, index: number, provenance: Provenance): FieldProblem[] {
  const at = (field: string): string => `identifiers[${index}].${field}`;
  const flaw = flawOfClaimed({ scheme: identifier.scheme, identifier: identifier.id }, []);
  if (flaw !== null) return [{ path: at(flaw.path === 'identifier' ? 'id' : 'scheme'), message: flaw.message }];
  const isInvented = declaredIdentifier(identifier).scheme === INVENTED_SCHEME;
  if (isInvented === (provenance === 'DEMONSTRATION')) return [];
  const message = isInvented
    ? `Numbers of ${INVENTED_SCHEME} are those of organisations that were invented here. Give one of a public register.`
    : `Your organisation was invented for the demonstration, and no public register numbers it. Give one of ${INVENTED_SCHEME}, or none.`;
  return [{ path: at('scheme'), message }];
}

function repeatsIn({ identifiers }: RequestPageInput): FieldProblem[] {
  const printed = identifiers.map((identifier) => printIdentifier(declaredIdentifier(identifier)));
  return printed.flatMap((one, index) =>
    printed.indexOf(one) === index
      ? []
      : [{ path: `identifiers[${index}].id`, message: `${one} is given twice. Give it once.` }],
  );
}

function reasonProblems(identifiers: number, reason: string | null): FieldProblem[] {
  const path = 'noIdentifierReason';
  if (identifiers === 0 && reason === null)
    return [{ path, message: 'Give an identifier of a public register, or say why there is none, such as: sole trader.' }];
  if (identifiers > 0 && reason !== null)
    return [{ path, message: 'You gave an identifier and said why there is none. Keep one of the two.' }];
  return [];
}
