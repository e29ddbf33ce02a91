import { ApiRefusal } from '../api/api-client';
import { nameOfField } from '../page/labels';

/** What is wrong, as the components show it. What the API says is in English, whatever the page around it is in. */
export interface ShownError {
  text: string;
  attributes?: { lang: 'en' };
  /** What a screen reader says before it at the field: “Error”, in the language of the page. */
  visuallyHiddenText?: string;
}

/** What is wrong with a form: for the summary, with a link to the field, and beside the field itself. */
export class FormErrors {
  private readonly found: (ShownError & { field: string })[] = [];
  private word: string | undefined;

  /** Sets the word that is said before each at its field; the components say “Error”. */
  under(word: string): this {
    this.word = word;
    return this;
  }

  /** Adds what is wrong with a field, by its name; what was said of it already is not said again. */
  add(field: string, text: string): this {
    return this.keep({ field, text });
  }

  /** Adds a message when a field is empty. */
  require(field: string, value: string, text: string): this {
    return value === '' ? this.add(field, text) : this;
  }

  get any(): boolean {
    return this.found.length > 0;
  }

  /** For the error summary. */
  get list(): (ShownError & { href: string })[] {
    return this.found.map(({ field, ...shown }) => ({ ...shown, href: `#${field}` }));
  }

  /** For the field; undefined when there is nothing wrong with it. */
  of(field: string): ShownError | undefined {
    const found = this.found.find((error) => error.field === field);
    if (found === undefined) return undefined;
    const { text, attributes } = found;
    const before = this.word === undefined ? {} : { visuallyHiddenText: this.word };
    return { text, ...(attributes === undefined ? {} : { attributes }), ...before };
  }

  /**
   * What the API refused, beside the fields that it names. A page that is sent calls each by its label: `page/labels.ts`.
   *
   * @param names the form's name for each of the API's paths, such as `{ email: 'email' }`; that of a list is for its entries too, and what
   *   is not among them stands at `otherwise`
   * @throws the error again when it is no refusal of what was sent
   */
  static of(error: unknown, otherwise: string, names: Readonly<Record<string, string>> = {}): FormErrors {
    return new FormErrors().addRefusal(error, otherwise, names);
  }

  /** The same beside what is wrong already. @throws the error again when it is no refusal of what was sent */
  addRefusal(error: unknown, otherwise: string, names: Readonly<Record<string, string>> = {}): this {
    if (!(error instanceof ApiRefusal) || !OF_THE_FORM.has(error.code)) throw error;
    for (const { path, message } of error.fields) {
      const field = names[path] ?? names[listOf(path)] ?? otherwise;
      this.addOfApi(field, asSentence(field === otherwise && path !== otherwise ? inWords(path) : nameOfField(field), message));
    }
    return error.fields.length > 0 ? this : this.addOfApi(otherwise, error.message);
  }

  private addOfApi(field: string, text: string): this {
    return this.keep({ field, text, attributes: { lang: 'en' } });
  }

  private keep(error: ShownError & { field: string }): this {
    if (!this.found.some(({ field, text }) => field === error.field && text === error.text)) this.found.push(error);
    return this;
  }
}

/** What the API says behind the name of a field, "is empty", as a sentence. Other messages are sentences already. */
function asSentence(subject: string, message: string): string {
  return BEHIND_A_NAME.test(message) ? `${subject} ${message}` : message;
}

const BEHIND_A_NAME = /^(?:is|has|must|names|contains|says|cannot|does|may|needs)\b/;

/** The path of the list that an entry is in: `cpvCodes` of `cpvCodes[3]`; of anything else its own. */
function listOf(path: string): string {
  return path.replace(/\[\d+\]$/, '');
}

/** What the API says of something by its path, where no form has it, as a sentence. */
export function sentenceOf({ path, message }: { path: string; message: string }): string {
  return asSentence(inWords(path), message);
}

/** A path of the API, such as `lots[1].supportedUntil`, where no field of the form stands for it: "Lots 2 supported until". */
function inWords(path: string): string {
  const words = path
    .replace(/\[(\d+)\]/g, (_, index: string) => ` ${Number(index) + 1}`)
    .replace(/\./g, ' ')
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Refusals that a person mends in the form. */
const OF_THE_FORM = new Set(['BAD_USER_INPUT', 'CONFLICT', 'UNAUTHENTICATED', 'SECOND_FACTOR_NEEDED']);
