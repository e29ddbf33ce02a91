import { Journey } from './material';
import { People } from './people';
import { ProcurementOnRecord } from './procurement-on-record';

/** What everybody who has a part in the demonstration works with. */
export interface Scene {
  journey: Journey;
  people: People;
  procurement: ProcurementOnRecord;
  /** Tells a step: what was done, and its figure. */
  tell: (step: string, figure: string) => void;
}
