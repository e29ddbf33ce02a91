import { Answer, TestApi } from './harness';

export const CREATE =
  'mutation($input: CreateProcurementInput!) { createProcurement(input: $input) { procurement { id title description } } }';
export const IMPORT =
  'mutation($input: ImportSpecificationInput!) { importSpecification(input: $input) { requirements { id } } }';

/** What answers CREATE. */
export interface Created {
  createProcurement: { procurement: { id: string; title: string; description: string | null } };
}

/** A procurement that has no more than a title. @returns its id */
export async function newProcurement(api: TestApi, email: string): Promise<string> {
  const { data } = await api.send<Created>(email, CREATE, { input: { title: 'Cameras (invented)' } });
  return data.createProcurement.procurement.id;
}

/** Expects that something was refused for one reason: the code, and a sentence like this. */
export function expectRefusal(answer: Answer<unknown>, code: string, sentence: RegExp): void {
  expect(answer.errors.map(({ message, extensions }) => ({ code: extensions.code, message }))).toEqual([
    { code, message: expect.stringMatching(sentence) },
  ]);
}
