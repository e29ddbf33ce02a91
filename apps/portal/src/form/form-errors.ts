import { ApiRefusal } from '../api/api-client';

/** What is wrong with a form: for the summary, with a link to the field, and beside the field itself. */
export class FormErrors {
  private readonly found: { field: string; text: string }[] = [];

  /** Adds what is wrong with a field, by its name; what was said of it already is not said again. */
  add(field: string, text: string): this {
    if (!this.found.some((error) => error.field === field && error.text === text)) this.found.push({ field, text });
    return this;
  }

  /** Adds a message when a field is empty. */
  require(field: string, value: string, text: string): this {
    return value === '' ? this.add(field, text) : this;
  }

  get any(): boolean {
    return this.found.length > 0;
  }

  /** For the error summary. */
  get list(): { text: string; href: string }[] {
    return this.found.map(({ field, text }) => ({ text, href: `#${field}` }));
  }

  /** For the field; undefined when there is nothing wrong with it. */
  of(field: string): { text: string } | undefined {
    const text = this.found.find((error) => error.field === field)?.text;
    return text === undefined ? undefined : { text };
  }

  /**
   * What the API refused, beside the fields that it names.
   *
   * @param names the form's name for each of the API's paths, such as `{ email: 'email' }`; what is not among them stands at `otherwise`
   * @throws the error again when it is no refusal of what was sent
   */
  static of(error: unknown, otherwise: string, names: Readonly<Record<string, string>> = {}): FormErrors {
    if (!(error instanceof ApiRefusal) || !OF_THE_FORM.has(error.code)) throw error;
    const errors = new FormErrors();
    for (const { path, message } of error.fields) {
      const field = names[path] ?? otherwise;
      errors.add(field, asSentence(field === otherwise && path !== otherwise ? inWords(path) : 'This', message));
    }
    return errors.any ? errors : errors.add(otherwise, error.message);
  }
}

/** What the API says behind the name of a field, "is empty", as a sentence. Other messages are sentences already. */
function asSentence(subject: string, message: string): string {
  return BEHIND_A_NAME.test(message) ? `${subject} ${message}` : message;
}

const BEHIND_A_NAME = /^(?:is|has|must|names|contains|says|cannot|does|may|needs)\b/;

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
