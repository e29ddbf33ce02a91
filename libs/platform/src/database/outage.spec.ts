import { QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';
import { isOutage, refusesData, throughOutages } from './outage';

const failure = (code: string): Error => Object.assign(new Error('gone'), { code });

describe('an outage of the database', () => {
  it('is told from what is wrong with the work', () => {
    const wrapped = Object.assign(new Error('terminating connection due to administrator command'), {
      driverError: failure('57P01'),
    });
    for (const error of [
      failure('ECONNREFUSED'),
      failure('57P03'),
      failure('08006'),
      wrapped,
      new Error('Connection terminated unexpectedly'),
      new QueryRunnerAlreadyReleasedError(),
      new QueryRunnerProviderAlreadyReleasedError(),
      new AggregateError([failure('ECONNREFUSED')]),
    ])
      expect(isOutage(error)).toBe(true);
    for (const error of [failure('23505'), failure('57014'), new Error('no such row'), null, 'text'])
      expect(isOutage(error)).toBe(false);
  });

  it('is waited for, with what has to be taken again taken before each new try', async () => {
    const done: string[] = [];
    const result = await throughOutages(
      () => {
        done.push('work');
        return done.length < 4 ? Promise.reject(failure('ECONNRESET')) : Promise.resolve('done');
      },
      () => {
        done.push('back');
        return Promise.resolve();
      },
    );
    expect(result).toBe('done');
    expect(done).toEqual(['work', 'back', 'work', 'back', 'work']);
  });

  it('is told from data that the database does not take', () => {
    for (const code of ['22003', '23514', '54000'])
      for (const error of [failure(code), Object.assign(new Error('refused'), { driverError: failure(code) })])
        expect(refusesData(error)).toBe(true);
    for (const error of [failure('08006'), failure('40001'), failure('57014'), new Error('no such row'), null])
      expect(refusesData(error)).toBe(false);
  });

  it('hides no other failure', async () => {
    await expect(throughOutages(() => Promise.reject(failure('23505')))).rejects.toMatchObject({ code: '23505' });
  });
});
