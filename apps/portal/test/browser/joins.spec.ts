import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { wrongs } from './accessibility';
import { TestPortal } from './portal';

const OPERATOR = 'operator@oversight.example';
const REASON = 'What you looked at, and why you decide so';

describe('a proposal to join awards', () => {
  let portal: TestPortal;
  let owner: Client;
  beforeAll(async () => {
    portal = await TestPortal.start();
    owner = await portal.database.connectAs('owner');
  });
  afterAll(() => portal?.stop());

  /** A party that waits to be joined to a supplier of the directory. @returns its name */
  async function proposed(name: string): Promise<string> {
    await owner.query(
      `INSERT INTO join_proposal (id, party_key, party_name, supplier_id) SELECT $1, $2, $3, id FROM supplier ORDER BY id LIMIT 1`,
      [uuidv7(), `GB-FTS-${name}`, name],
    );
    return name;
  }

  it.each([true, false])(
    'tells the second of two operators what the first decided and why, and gives back what was written (JavaScript: %s)',
    async (javaScriptEnabled) => {
      const options = { javaScriptEnabled, width: javaScriptEnabled ? 320 : 1280 };
      const name = await proposed(`Invented Lanterns ${javaScriptEnabled}`);
      const waiting = await proposed(`Invented Lamps ${javaScriptEnabled}`);
      const [first, second] = [await portal.visitor(OPERATOR, options), await portal.visitor(OPERATOR, options)];
      for (const visitor of [first, second]) await visitor.goTo('/joins');
      const cardOf = ({ page }: typeof first) => page.locator('section').filter({ hasText: name });
      await cardOf(first).getByLabel(REASON).fill('The address is another.');
      await first.follow(cardOf(first).getByRole('button', { name: /^It is another/ }));
      expect(await first.page.locator('main').textContent()).toContain(`${name} stays unjoined.`);

      await cardOf(second).getByLabel(REASON).fill('Both have the same telephone number.');
      await second.follow(cardOf(second).getByRole('button', { name: /^It is this supplier/ }));
      const told = (await second.page.getByRole('alert').textContent()) ?? '';
      expect(told).toMatch(/\w+ has refused this already: “The address is another\.” What you decided was not recorded\./);
      expect(await second.page.getByLabel('What you wrote').inputValue()).toBe('Both have the same telephone number.');
      expect(await second.page.getByRole('heading', { name }).count()).toBe(0);
      expect(await second.page.getByRole('heading', { name: waiting }).count()).toBe(1);
      if (javaScriptEnabled) expect(await wrongs(second)).toEqual([]);
      const { rows } = await owner.query<object>('SELECT state, reason FROM join_proposal WHERE party_name = $1', [name]);
      expect(rows).toEqual([{ state: 'REFUSED', reason: 'The address is another.' }]);
    },
  );
});
