import { statusOf } from './problem.filter';

describe('the status of a page that says what went wrong', () => {
  it.each([
    ['INTERNAL_SERVER_ERROR', 500],
    ['UNAVAILABLE', 503],
    ['NOT_FOUND', 404],
    ['BAD_USER_INPUT', 400],
  ])('is for %s of the API %i', (code, status) => {
    expect(statusOf(code)).toBe(status);
  });
});
