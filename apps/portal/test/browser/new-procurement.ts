import { type Visitor } from './portal';

/** A specification of two requirements. */
export const SPECIFICATION =
  'Specification\nFor cameras.\nThe supplier shall not use default passwords.\nThe supplier must report incidents within a day.';

/** A new procurement, by hand. @returns its address */
export async function begin(visitor: Visitor, title: string): Promise<string> {
  await visitor.goTo('/procurements/new');
  await visitor.page.getByLabel('Title').fill(title);
  await visitor.press('Save and continue');
  return new URL(visitor.page.url()).pathname;
}
