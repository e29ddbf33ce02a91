import { wrongs } from '../accessibility';
import { type TestPortal, type Visitor } from '../portal';

/** The suppliers who answer. */
export const SUPPLIERS = ['halden', 'orrin'];

/** What all parts of the journey share: who is there, and what is looked at on each page. */
export class JourneyScene {
  /** The address of the procurement. */
  home = '';
  editor: Visitor;
  approver: Visitor;
  /** Where the first supplier wrote something that it never submitted. */
  draftOfFirst = '';

  constructor(
    readonly portal: TestPortal,
    readonly javaScriptEnabled: boolean,
  ) {}

  /** Whether two suppliers get the same figures, of whom a lot puts one first. */
  get isTie(): boolean {
    return !this.javaScriptEnabled;
  }

  /** Somebody with a browser of their own: a small one where scripts run. */
  readonly visit = (person: string): Promise<Visitor> =>
    this.portal.visitor(`${person}.example`, {
      javaScriptEnabled: this.javaScriptEnabled,
      width: this.javaScriptEnabled ? 320 : 1280,
    });

  /** Looks for what keeps somebody from using the page. */
  readonly check = async (visitor: Visitor): Promise<void> => {
    if (this.javaScriptEnabled) expect(await wrongs(visitor)).toEqual([]);
  };

  /** All that the page says. */
  readonly said = async ({ page }: Visitor): Promise<string> => (await page.locator('main').textContent()) ?? '';

  /** What the page says is wrong. */
  readonly alert = ({ page }: Visitor): Promise<string | null> => page.getByRole('alert').textContent();
}
