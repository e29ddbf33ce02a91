import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { Caller, Member } from '#platform';
import type { DocumentReader, DocumentReading, DocumentUse } from './document-consent.types';
import { OwnDocuments } from './own-documents';

/** What is read of documents, a loader each. */
interface Loaders {
  uses: DataLoader<string, DocumentUse[]>;
  readers: DataLoader<string, DocumentReader[]>;
  readings: DataLoader<string, DocumentReading[]>;
}

/** Reads what is known of all documents of a list together: of two hundred it costs what it does of one. */
@Injectable()
export class DocumentLoader {
  /** By the caller, who is made once a request, at the door. */
  private readonly loaders = new WeakMap<Caller, Loaders>();

  constructor(private readonly documents: OwnDocuments) {}

  of(caller: Member): Loaders {
    let loaders = this.loaders.get(caller);
    if (loaders === undefined) {
      loaders = {
        uses: listsOf((keys) => this.documents.uses(caller, keys)),
        readers: listsOf((keys) => this.documents.readers(caller, keys)),
        readings: listsOf((keys) => this.documents.readings(caller, keys)),
      };
      this.loaders.set(caller, loaders);
    }
    return loaders;
  }
}

/** Nothing is remembered beyond a batch: of two mutations in one request, the second reads what the first has changed. */
function listsOf<T>(read: (keys: readonly string[]) => Promise<Map<string, T[]>>): DataLoader<string, T[]> {
  const batch = async (keys: readonly string[]): Promise<T[][]> => {
    const found = await read([...new Set(keys)]);
    return keys.map((key) => found.get(key) ?? []);
  };
  return new DataLoader(batch, { cache: false });
}
