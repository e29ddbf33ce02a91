import { attributeOf, tagsOf } from './xml-tags';

/** The XML of an Office file that is looked into, part by part. */
export interface OfficeParts {
  /** The name of the part that all others hang on. */
  main: string;
  parts: ReadonlyMap<string, Buffer>;
}

/** A part that another refers to. */
export interface RelatedPart {
  id: string;
  /** What it is to the other, such as "numbering" or "worksheet". */
  role: string;
  name: string;
}

/** The parts that a part refers to. */
export function relatedParts({ parts }: OfficeParts, part: string): RelatedPart[] {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const markup = textOf(parts.get(`${folder}_rels/${part.slice(folder.length)}.rels`));
  return [...tagsOf(markup)].flatMap((tag) => {
    const [id, type, target] = ['Id', 'Type', 'Target'].map((name) => attributeOf(tag, name));
    if (tag.name !== 'Relationship' || id === null || type === null || target === null) return [];
    const name = target.startsWith('/') ? target.slice(1) : `${folder}${target}`;
    return [{ id, role: type.slice(type.lastIndexOf('/') + 1), name }];
  });
}

/** The markup of the part that plays a role for the main part; empty where there is none. */
export function relatedMarkup(office: OfficeParts, role: string): string {
  return textOf(office.parts.get(relatedParts(office, office.main).find((part) => part.role === role)?.name ?? ''));
}

export function textOf(part: Buffer | undefined): string {
  return part?.toString() ?? '';
}
