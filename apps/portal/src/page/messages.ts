import i18next, { type i18n, type TFunction } from 'i18next';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '#platform';

/** The languages of the portal, the first for whoever has chosen none. */
export const LANGUAGES = ['en', 'cy'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The language of every page, and of what the API says. */
export const ENGLISH = LANGUAGES[0];

/** Pages whose every word is in Welsh. Of all others only what stands around them is. */
export const IN_WELSH: readonly string[] = [
  'start',
  ...['members', 'member', 'member-new', 'member-added', 'member-remove'].map((page) => `account/${page}`),
  'our/claim-withdraw',
];

/** A message by its key, such as `signIn.title`, with its values. */
export type Translate = TFunction;

/** Messages with their values that are remembered in each language, and how long a key with its values may be: two megabytes at most. */
const MOST_REMEMBERED = 5000;
const LONGEST_MARK = 200;

/**
 * All words of the portal, from `apps/portal/messages/<language>/*.json`: a file for each part of it. What is not in Welsh yet is told in
 * English.
 */
export class Messages {
  private readonly translations: i18n;
  private readonly translators = new Map<Language, Translate>();

  constructor(folder = join(repositoryRoot(), 'apps/portal/messages')) {
    this.translations = i18next.createInstance();
    void this.translations.init({
      initAsync: false,
      lng: LANGUAGES[0],
      fallbackLng: LANGUAGES[0],
      resources: Object.fromEntries(
        LANGUAGES.map((language) => [language, { translation: readMessages(join(folder, language)) }]),
      ),
      interpolation: { escapeValue: false },
      returnNull: false,
    });
  }

  in(language: Language): Translate {
    const known = this.translators.get(language) ?? this.remembering(language);
    this.translators.set(language, known);
    return known;
  }

  /** Says again what it said before of the same values: a page has hundreds of messages, most of them as on the page before. */
  private remembering(language: Language): Translate {
    const translate = this.translations.getFixedT(language);
    const said = new Map<string, string>();
    const again = (...asked: Parameters<Translate>): string => {
      const mark = markOf(asked);
      if (mark === null) return translate(...asked);
      const before = said.get(mark);
      if (before !== undefined) return before;
      const text = translate(...asked);
      // A key that there is not is not kept: an address could bring any number of them.
      if (!this.translations.exists(String(asked[0]), asked[1] as Record<string, unknown> | undefined)) return text;
      if (said.size >= MOST_REMEMBERED) said.clear();
      said.set(mark, text);
      return text;
    };
    return again as Translate;
  }

  /** Whether a language has a message of its own, with its values where it depends on how many there are. */
  has(language: Language, key: string, values: object = {}): boolean {
    return this.translations.exists(key, { ...values, lng: language, fallbackLng: [] });
  }

  /** The language in which a message is told to whoever reads a language. */
  languageOf(language: Language, { key, values }: { key: string; values?: object }): Language {
    return this.has(language, key, values) ? language : ENGLISH;
  }
}

/** A message's key and its values; null where these are not plain or are long. */
function markOf(asked: readonly unknown[]): string | null {
  const [key, values] = asked;
  if (typeof key !== 'string' || asked.length > 2) return null;
  if (values === undefined) return key;
  if (typeof values !== 'object' || values === null) return null;
  let mark = key;
  for (const [name, value] of Object.entries(values)) {
    if (typeof value !== 'string' && typeof value !== 'number') return null;
    mark += ` ${name} ${JSON.stringify(value)}`;
  }
  return mark.length <= LONGEST_MARK ? mark : null;
}

function readMessages(folder: string): Record<string, unknown> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(
    files.map((name) => [name.replace('.json', ''), JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown]),
  );
}

/** A language by its code; the first of them where it is none. */
export function readLanguage(value: string | undefined): Language {
  return LANGUAGES.find((language) => language === value) ?? LANGUAGES[0];
}
