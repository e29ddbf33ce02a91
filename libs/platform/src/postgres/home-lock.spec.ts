import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HomeLock } from './home-lock';

describe('the lock of a home folder', () => {
  const home = mkdtempSync(join(tmpdir(), 'assay-lock-'));
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('tells who has it and where that answers, to who takes it and to who only looks', () => {
    HomeLock.mustBeFree(home);
    const lock = HomeLock.take(home, ['API http://127.0.0.1:4000/graphql', 'portal http://127.0.0.1:3000']);
    const sentence = `Assay is already running in ${home} (process ${process.pid}): API http://127.0.0.1:4000/graphql, portal http://127.0.0.1:3000. Stop it first,`;
    expect(() => HomeLock.take(home)).toThrow(sentence);
    expect(() => HomeLock.mustBeFree(home)).toThrow(sentence);
    lock.release();
    expect(() => HomeLock.mustBeFree(home)).not.toThrow();
    expect(readdirSync(home)).toEqual([]);
  });

  it('names no address of a command, nor of an Assay that did not write them yet', () => {
    const sentence = `Assay is already running in ${home} (process ${process.pid}). Stop it first,`;
    const lock = HomeLock.take(home);
    expect(() => HomeLock.mustBeFree(home)).toThrow(sentence);
    lock.release();
    writeFileSync(join(home, 'running.lock'), JSON.stringify({ pid: process.pid, born: null }));
    expect(() => HomeLock.mustBeFree(home)).toThrow(sentence);
  });

  it('is free where it was left behind by a process that is gone, or nothing can be read of it', () => {
    for (const left of [JSON.stringify({ pid: process.pid, born: 'another time' }), 'not JSON', '{}']) {
      writeFileSync(join(home, 'running.lock'), left);
      expect(() => HomeLock.mustBeFree(home)).not.toThrow();
    }
    expect(() => HomeLock.mustBeFree(join(home, 'nowhere'))).not.toThrow();
  });
});
