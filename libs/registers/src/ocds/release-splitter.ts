/** A stretch of JSON text, and the line of the file that it starts on. */
export interface JsonText {
  text: string;
  line: number;
}

/** Text that is neither releases one after the other nor a release package. */
export class UnreadableLine extends Error {
  override name = 'UnreadableLine';

  constructor(line: number, problem = 'is not valid JSON. Check the file, or fetch it again.') {
    super(`Line ${line} ${problem}`);
  }
}

/** What a package says beside its releases. */
export interface PackageText {
  /** Before them, closed so that it is JSON. */
  before: string;
  /** Behind them, opened so that it is JSON; empty where it is too long. */
  behind: string;
  /** The line of the file that it ends on. */
  line: number;
}

/** A record of which a release is not in the file, or a package of which a list is not read. */
export class UnreadPart extends UnreadableLine {
  override name = 'UnreadPart';
}

/** The keys of packages whose items are cut out one by one: those of release packages and of record packages. */
export const LISTS = ['releases', 'records'];
const LONGEST_LIST = Math.max(...LISTS.map(({ length }) => length));

/** How many characters a release may have, or a package before its releases: far more than any has, and few enough to be held in memory. */
const MOST_CHARACTERS = 20_000_000;
const TOO_LONG = `begins a release, or a package, of more than ${MOST_CHARACTERS / 1e6} million characters, which none has. Take it out of the file, or fetch it again.`;

/** What is said of what stands between releases, be it a value of JSON or not. */
const NO_RELEASE = 'is no release in JSON: one begins with {. Check the file, or fetch it again.';

/**
 * Cuts text that arrives in pieces into the JSON text of one release at a time: each object by itself, or each of a release
 * package's `releases` or a record package's `records`, whose other keys are passed over. What stands in such a list and is no object is
 * cut out too, so that whoever reads it says so. It counts brackets outside strings and does not parse.
 */
export class ReleaseSplitter {
  private depth = 0;
  private inString = false;
  private escaped = false;
  private line = 1;
  /** The last key of the outermost object, as far as it takes to know the lists by. */
  private key = '';
  /** Whether what comes next in the outermost object is the value of that key. */
  private atValue = false;
  /** Where the reader is: in the `releases` of a package, past them, or in no package. */
  private within: 'NO_PACKAGE' | 'RELEASES' | 'REST_OF_PACKAGE' = 'NO_PACKAGE';
  /** What is cut out now: its first line, and its text from earlier pieces. Null between releases. */
  private open: JsonText | null = null;
  /** Whether what is cut out now is too long: its text is let go of, and its end looked for. */
  private isTooLong = false;

  /** The text of the package that is being read up to its releases, closed so that it is JSON; null outside packages. */
  head: string | null = null;
  /** The packages that were read to their end; whoever looks at them takes them away. */
  readPackages: PackageText[] = [];
  /** What has come behind the releases of the package that is being read; null where none have ended. */
  private behind: string | null = null;

  private atLineStart = true;
  /** Whether a release stood in one line: then each does. */
  private linesAreWhole = false;
  /** Whether what remains of the line is passed over. */
  private skipping = false;

  /**
   * @param unreadable told of a line that cannot be read; the next line is then read on. Without it, and within a package, where
   *   nobody can tell what the rest belongs to, that line ends it all.
   */
  constructor(private readonly unreadable?: (line: UnreadableLine) => void) {}

  /** @throws UnreadableLine where there is something between releases, or a line ends within a string */
  *push(piece: string): Generator<JsonText> {
    let from = 0;
    for (let index = 0; index < piece.length; index += 1) {
      const character = piece[index];
      if (this.skipping) {
        this.skipping = character !== '\n';
        if (!this.skipping) {
          this.line += 1;
          this.atLineStart = true;
        }
        continue;
      }
      if (this.inString) {
        if (character === '\n') {
          this.giveUp(character);
          continue;
        }
        this.readInString(character);
        continue;
      }
      if (this.linesAreWhole && character === '\n' && this.depth > 0) {
        this.giveUp(character);
        continue;
      }
      // Nobody begins a line within a release at its very beginning: this is the next release.
      if (
        character === '{' &&
        this.atLineStart &&
        this.depth > 0 &&
        this.within === 'NO_PACKAGE' &&
        this.unreadable !== undefined
      )
        this.giveUp('\n', 0);
      this.atLineStart = character === '\n';
      if (this.isInBare() && /[\s,{}[\]]/.test(character)) yield* this.endBare(piece.slice(from, index));
      if (character === '{' || character === '[') {
        if (this.opens(character, () => piece.slice(from, index))) from = index;
      } else if (character === '}' || character === ']') {
        const wasBehind = this.behind !== null;
        const closed = this.closes(() => piece.slice(from, index + 1));
        if (this.behind !== null && !wasBehind) from = index + 1;
        if (closed !== null && this.unreadable !== undefined && this.within === 'NO_PACKAGE')
          this.linesAreWhole ||= closed.line === this.line;
        if (closed !== null) yield* this.whole(closed, piece.slice(from, index + 1));
      } else {
        if (this.startsBare(character)) from = index;
        this.readOutsideString(character);
      }
    }
    if (this.open !== null) this.gather(this.open, piece.slice(from));
    else if (this.behind !== null) this.gatherBehind(piece.slice(from));
  }

  /** @throws UnreadableLine when it becomes too long, where that is not wanted or where it is a package */
  private gather(open: JsonText, text: string): void {
    if (this.isTooLong) return;
    open.text += text;
    if (open.text.length <= MOST_CHARACTERS) return;
    const error = new UnreadableLine(open.line, TOO_LONG);
    if (this.unreadable === undefined) throw error;
    this.unreadable(error);
    this.isTooLong = true;
    open.text = '';
  }

  /** What was cut out, with the rest of its text; nothing when it was too long. */
  private *whole(closed: JsonText, rest: string): Generator<JsonText> {
    this.gather(closed, rest);
    if (!this.isTooLong) yield closed;
    this.isTooLong = false;
  }

  /** Passes over the rest of a line that cannot be read. @throws UnreadableLine where that is not wanted or not possible */
  private giveUp(at: string, lines = 1, problem?: string): void {
    const error = new UnreadableLine(this.open?.line ?? this.line, problem);
    if (this.unreadable === undefined || this.within !== 'NO_PACKAGE') throw error;
    this.unreadable(error);
    this.depth = 0;
    this.inString = this.escaped = this.isTooLong = false;
    this.open = null;
    this.skipping = at !== '\n';
    if (at === '\n') this.line += lines;
    this.atLineStart = at === '\n';
  }

  /** @throws UnreadableLine when the text ended within a release or a package */
  end(): void {
    if (this.depth > 0) this.giveUp('\n');
  }

  private readInString(character: string): void {
    if (this.escaped) this.escaped = false;
    else if (character === '\\') this.escaped = true;
    else if (character === '"') this.inString = false;
    else if (this.depth === 1 && !this.atValue && this.key.length <= LONGEST_LIST) this.key += character;
  }

  private readOutsideString(character: string): void {
    if (character === '\n') {
      this.line += 1;
    } else if (this.isBetweenReleases() && !this.isInBare()) {
      if (!/[\s,\ufeff]/.test(character)) this.giveUp(character, 1, NO_RELEASE);
    } else if (character === '"') {
      this.inString = true;
      if (this.depth === 1 && !this.atValue) this.key = '';
    } else if (this.depth === 1 && (character === ':' || character === ',')) {
      this.atValue = character === ':';
    }
  }

  private isBetweenReleases(): boolean {
    return this.depth === 0 || (this.within === 'RELEASES' && this.depth === 2);
  }

  /**
   * Whether a release starts here.
   *
   * @param before what of the piece belongs to what is open
   */
  private opens(bracket: string, before: () => string): boolean {
    const starts = this.isBetweenReleases();
    if (starts) this.open = { line: this.line, text: '' };
    if (this.depth === 0) this.atValue = false;
    if (this.depth === 1 && bracket === '[' && LISTS.includes(this.key) && this.within === 'NO_PACKAGE') {
      if (this.isTooLong) throw new UnreadableLine(this.open?.line ?? this.line, TOO_LONG);
      this.within = 'RELEASES';
      this.head = `${this.open?.text ?? ''}${before()}[]}`;
      this.open = null;
    }
    this.depth += 1;
    return starts;
  }

  /** Whether a number, a string or a word of a list of releases is being cut out: it ends where the next thing of the list begins. */
  private isInBare(): boolean {
    return this.open !== null && this.isBetweenReleases();
  }

  /** Whether such a thing starts here. */
  private startsBare(character: string): boolean {
    if (this.open !== null || this.within !== 'RELEASES' || this.depth !== 2 || /[\s,\ufeff]/.test(character)) return false;
    this.open = { line: this.line, text: '' };
    return true;
  }

  /** @param rest what of the piece belongs to what ends here */
  private endBare(rest: string): Generator<JsonText> {
    const bare = this.open as JsonText;
    this.open = null;
    return this.whole(bare, rest);
  }

  /** Gathers what stands behind the releases of a package; what is too long is told of and let go of. */
  private gatherBehind(text: string): void {
    if (this.isTooLong) return;
    this.behind += text;
    if ((this.behind ?? '').length <= MOST_CHARACTERS) return;
    this.unreadable?.(new UnreadableLine(this.line, TOO_LONG));
    this.isTooLong = true;
    this.behind = '';
  }

  /** @param rest what of the piece belongs to the package that ends here */
  private endPackage(rest: string): void {
    this.gatherBehind(rest);
    const behind = this.isTooLong ? '' : `{"releases":[]${this.behind ?? ''}`;
    this.readPackages.push({ before: this.head ?? '', behind, line: this.line });
    this.behind = null;
    this.isTooLong = false;
    this.within = 'NO_PACKAGE';
    this.head = null;
  }

  /**
   * The release that ends here, but for its text in this piece.
   *
   * @param rest what of the piece belongs to what ends here
   */
  private closes(rest: () => string): JsonText | null {
    if (this.depth === 0) {
      this.giveUp('}');
      return null;
    }
    this.depth -= 1;
    if (this.within === 'REST_OF_PACKAGE' && this.depth === 0) {
      this.endPackage(rest());
      return null;
    }
    if (this.within === 'RELEASES' && this.depth === 1) {
      this.within = 'REST_OF_PACKAGE';
      this.behind = '';
    }
    const ends = this.isBetweenReleases();
    const closed = ends ? this.open : null;
    if (ends) this.open = null;
    return closed;
  }
}
