import { ArgumentMetadata, Injectable, PipeTransform, ValidationError, ValidationPipe } from '@nestjs/common';
import { BadUserInput, FieldProblem } from '../errors/refusal';
import { PageArguments } from './connection';

/** Arguments of one list that are remembered as valid, and how long their JSON may be. */
const MOST_REMEMBERED = 500;
const LONGEST_REMEMBERED = 1000;

/**
 * Validates inputs by their class-validator decorators and refuses text that PostgreSQL cannot hold, with the path of each
 * field. Every other character, also emoji and right-to-left marks, is kept as it came.
 *
 * Lists are asked for with the same arguments again and again: what was found valid is remembered, by its JSON, and handed out frozen.
 */
@Injectable()
export class InputPipe implements PipeTransform {
  private readonly validation = new ValidationPipe({
    transform: true,
    transformOptions: { exposeUnsetFields: false },
    exceptionFactory: (errors) => refused(errors.flatMap((error) => problems(error, ''))),
  });

  private readonly remembered = new Map<ArgumentMetadata['metatype'], Map<string, unknown>>();

  async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'custom') return value;
    const { metatype } = metadata;
    if (!(metatype?.prototype instanceof PageArguments)) return this.validated(value, metadata);
    const json = JSON.stringify(value);
    const valid = this.remembered.get(metatype)?.get(json);
    if (valid !== undefined) return valid;
    const found = frozen(await this.validated(value, metadata));
    if (json.length <= LONGEST_REMEMBERED) this.remember(metatype, json, found);
    return found;
  }

  private remember(metatype: ArgumentMetadata['metatype'], json: string, found: unknown): void {
    let known = this.remembered.get(metatype);
    if (known === undefined) this.remembered.set(metatype, (known = new Map()));
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(json, found);
  }

  private async validated(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const nul = findNul(value, '');
    if (nul !== null) throw refused([{ path: nul, message: 'contains a character that cannot be stored (NUL); remove it' }]);
    return this.validation.transform(value, metadata) as Promise<unknown>;
  }
}

/** The same value, which nobody can change any more. */
function frozen<T>(value: T): T {
  if (value !== null && typeof value === 'object') Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

function refused(fields: FieldProblem[]): BadUserInput {
  const first = fields[0];
  const more = fields.length > 1 ? ` (and ${fields.length - 1} more)` : '';
  return new BadUserInput(`${first.path === '' ? 'The input' : first.path} ${first.message}${more}.`, fields);
}

function problems(error: ValidationError, parent: string): FieldProblem[] {
  const path = parent === '' ? error.property : `${parent}.${error.property}`;
  const own = Object.values(error.constraints ?? {}).map((message) => ({
    path,
    message: message.replace(new RegExp(`^${error.property} `), ''),
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => problems(child, path))];
}

function findNul(value: unknown, path: string): string | null {
  if (typeof value === 'string') return value.includes('\u0000') ? path : null;
  if (Array.isArray(value)) return firstOf(value.map((item, index) => [`${path}[${index}]`, item]));
  if (value !== null && typeof value === 'object' && !(value instanceof Date)) {
    return firstOf(Object.entries(value).map(([key, item]) => [path === '' ? key : `${path}.${key}`, item]));
  }
  return null;
}

function firstOf(entries: [string, unknown][]): string | null {
  for (const [path, item] of entries) {
    const found = findNul(item, path);
    if (found !== null) return found;
  }
  return null;
}
