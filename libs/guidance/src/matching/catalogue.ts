import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CatalogueItem, isAnswer, ItemRelation, Matcher, MatchOptions, MatchResult, shipped } from '#matching';
import { BadUserInput } from '#platform';

interface Loaded {
  /** Which versions it was read from. */
  edition: string;
  /** Made when a text is first matched: a process that only lists guidance need not hold what the matching has learnt. */
  matcher: () => Promise<Matcher>;
  keyOf: ReadonlyMap<string, string>;
  codeOf: ReadonlyMap<string, string>;
  documents: ReadonlySet<string>;
}

/** How long it is taken for granted that no other process has published a version. */
const LOOK_AGAIN_MS = 1000;

/** Which versions are the current ones, and when a relation between items was last stated or ended, in one word. */
const EDITION = `SELECT md5(coalesce(string_agg(id::text, ',' ORDER BY id), '')
  || coalesce((SELECT max(changed_at)::text FROM guidance_relation), '')) AS edition FROM guidance_document WHERE is_current`;

/**
 * The guidance in the form that the matching works on. It is read once, since a published version never changes, and again when a later
 * version has been published or a relation was stated or ended: at once where that was done here, within moments where another process did it.
 */
@Injectable()
export class Catalogue {
  private loaded: Promise<Loaded> | null = null;
  private lookedAt = 0;

  constructor(private readonly dataSource: DataSource) {}

  /**
   * The guidance that a text implements, evidences or tests, best first.
   *
   * @throws BadUserInput when one of the documents is not in the collection, or an answer is to no question
   */
  async match(text: string, options: MatchOptions = {}): Promise<MatchResult> {
    await this.mustHold(options.documents ?? [], 'documents');
    const misplaced = (options.answers ?? []).findIndex((answer) => !isAnswer(answer));
    if (misplaced >= 0) {
      throw BadUserInput.field(
        `answers[${misplaced}]`,
        'There is no such question with such an answer. Ask for the matches again.',
      );
    }
    return (await this.matcher()).match(text, options);
  }

  /** @param field what a refusal is about. @throws BadUserInput when one of the documents is not in the collection */
  async mustHold(documents: readonly string[], field: string): Promise<void> {
    const { documents: known } = await this.load();
    const unknown = documents.filter((code) => !known.has(code));
    if (unknown.length === 0) return;
    throw BadUserInput.field(
      field,
      `There is no guidance document "${unknown.join('", "')}". There are: ${[...known].join(', ')}.`,
    );
  }

  /** Whether two texts plainly ask for the same thing. */
  async plainlyAlike(one: string, other: string): Promise<boolean> {
    return (await this.matcher()).plainlyAlike(one, other);
  }

  /** The key of an item by its code. */
  async keyOf(code: string): Promise<string | undefined> {
    return (await this.load()).keyOf.get(code);
  }

  /** Has everything read again: a version was published, or a relation was stated or ended. */
  forget(): void {
    this.loaded = null;
  }

  /** The code of an item of any version by its key. */
  async codeOf(key: string): Promise<string | undefined> {
    return (await this.load()).codeOf.get(key);
  }

  private async matcher(): Promise<Matcher> {
    return (await this.load()).matcher();
  }

  private load(): Promise<Loaded> {
    if (this.loaded === null) {
      this.lookedAt = Date.now();
      this.loaded = this.read().catch((error: unknown) => {
        this.loaded = null;
        throw error;
      });
    } else if (Date.now() - this.lookedAt > LOOK_AGAIN_MS) {
      this.lookedAt = Date.now();
      // Nobody waits for it: whoever asks may hold a connection, and must not wait for a second one.
      void this.lookAgain(this.loaded).catch(() => undefined);
    }
    return this.loaded;
  }

  private async lookAgain(known: Promise<Loaded>): Promise<void> {
    const [{ edition }]: { edition: string }[] = await this.dataSource.query(EDITION);
    if (edition === (await known).edition) return;
    const read = await this.read();
    if (this.loaded === known) this.loaded = Promise.resolve(read);
  }

  private async read(): Promise<Loaded> {
    const [{ edition }]: { edition: string }[] = await this.dataSource.query(EDITION);
    const items: (CatalogueItem & { id: string })[] = await this.dataSource.query(
      `SELECT i.id, i.code, i.title, i.summary, d.code AS document, p.code AS parent, i.theme
       FROM guidance_item i JOIN guidance_document d ON d.id = i.document_id LEFT JOIN guidance_item p ON p.id = i.parent_id
       WHERE i.is_current ORDER BY d.position, i.position`,
    );
    const relations: ItemRelation[] = await this.dataSource.query(
      `SELECT a.code AS item, b.code AS related, r.relationship FROM guidance_relation r
       JOIN guidance_item a ON a.id = r.item_id AND a.is_current JOIN guidance_item b ON b.id = r.related_id AND b.is_current
       WHERE r.ended_at IS NULL ORDER BY a.code, b.code`,
    );
    const codes: { id: string; code: string }[] = await this.dataSource.query('SELECT id, code FROM guidance_item');
    return {
      edition,
      matcher: onceMade(async () => new Matcher(items, await shipped(), relations)),
      keyOf: new Map(items.map(({ code, id }) => [code, id])),
      codeOf: new Map(codes.map(({ code, id }) => [id, code])),
      documents: new Set(items.map(({ document }) => document)),
    };
  }
}

/** Makes it at the first asking and keeps it; what failed is tried again. */
function onceMade<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () =>
    (made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    }));
}
