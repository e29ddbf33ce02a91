import type { Topic } from '../data/topics/topic';
import { tokenise, type Token } from './tokens';

/** A term of the thesaurus as it stands in a text: `from` is the first token, `length` how many tokens. */
export interface Phrase {
  from: number;
  length: number;
  term: string;
  topics: readonly string[];
}

interface Entry {
  term: string;
  stems: readonly string[];
  topics: string[];
}

/** Finds the terms that buyers use for a topic, by stem, the longest first at each place. */
export class Thesaurus {
  private readonly byFirstStem = new Map<string, Entry[]>();
  private readonly stems = new Set<string>();

  constructor(topics: readonly Topic[]) {
    const entries = new Map<string, Entry>();
    for (const { name, terms } of topics) for (const term of terms) addTerm(entries, term, name);
    for (const entry of entries.values()) this.index(entry);
    for (const list of this.byFirstStem.values()) list.sort((a, b) => b.stems.length - a.stems.length);
  }

  /** The terms in a text, in order, none overlapping. */
  find(tokens: readonly Token[]): Phrase[] {
    const found: Phrase[] = [];
    for (let at = 0; at < tokens.length;) {
      const entry = this.longestAt(tokens, at);
      if (entry) found.push({ from: at, length: entry.stems.length, term: entry.term, topics: entry.topics });
      at += entry?.stems.length ?? 1;
    }
    return found;
  }

  /** Whether a stem is part of any term. */
  knows(stem: string): boolean {
    return this.stems.has(stem);
  }

  private index(entry: Entry): void {
    for (const stem of entry.stems) this.stems.add(stem);
    const list = this.byFirstStem.get(entry.stems[0]);
    if (list) list.push(entry);
    else this.byFirstStem.set(entry.stems[0], [entry]);
  }

  private longestAt(tokens: readonly Token[], at: number): Entry | undefined {
    return this.byFirstStem
      .get(tokens[at].stem)
      ?.find(({ stems }) => stems.every((stem, next) => tokens[at + next]?.stem === stem));
  }
}

function addTerm(entries: Map<string, Entry>, term: string, topic: string): void {
  const stems = tokenise(term).map((token) => token.stem);
  if (stems.length === 0) return;
  const key = stems.join(' ');
  const entry = entries.get(key) ?? { term, stems, topics: [] };
  if (!entry.topics.includes(topic)) entry.topics.push(topic);
  entries.set(key, entry);
}
