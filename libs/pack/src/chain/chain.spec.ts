import fc from 'fast-check';
import { canonicalJson, sha256 } from '../json';
import { generateSigningKey, keyFingerprint, signatureHolds, signerOf } from '../keys';
import { fictionalChain } from '../testing/fictional-pack';
import { GENESIS_HASH, hashEvent, sealEvent, verifyChain, verifyChainStream, verifyExtract, type ChainEvent } from './chain';
import { erasedEventsOf, PROCUREMENT_ERASED } from './erasing';
import { headProblem, headSignatureHolds, signHead } from './head';
import { readChainEvent, readSignedHead } from './read';

const chain = fictionalChain(12);

describe('the hash of an event', () => {
  it('is SHA-256 over the canonical JSON of everything but itself', () => {
    const { hash, ...rest } = chain[0];
    const written =
      '{"action":"search.locked","actor":{"id":"user-3","name":"Pat Approver"},"at":"2026-01-01T09:00:01.000Z",' +
      '"detail":{"nested":{"list":[1,2.5,null,true]},"note":"Event “1”","step":1},"organisation":"organisation-1",' +
      `"previousHash":"${GENESIS_HASH}","sequence":1,"subject":{"id":"procurement-1","type":"procurement"}}`;
    expect(canonicalJson(rest)).toBe(written);
    expect(hash).toBe(sha256(written));
    expect(hashEvent(chain[0])).toBe(hash);
  });

  it('does not depend on the order of keys, and changes with any value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const event = { ...chain[0], detail: one as ChainEvent['detail'] };
        const turned = Object.fromEntries(Object.entries(event).reverse()) as unknown as ChainEvent;
        expect(hashEvent(turned)).toBe(hashEvent(event));
        const changed = { ...event, detail: other as ChainEvent['detail'] };
        expect(hashEvent(changed) === hashEvent(event)).toBe(canonicalJson(one) === canonicalJson(other));
      }),
    );
  });

  it('covers a field that was slipped in beside those that are known', () => {
    expect(hashEvent({ ...chain[0], extra: 'field' } as ChainEvent)).not.toBe(chain[0].hash);
  });
});

describe('a chain', () => {
  it('that nobody touched holds, and so does an empty one', async () => {
    expect(verifyChain(chain)).toEqual({ ok: true, events: 12, head: chain[11].hash, erasings: [] });
    expect(verifyChain([])).toEqual({ ok: true, events: 0, head: GENESIS_HASH, erasings: [] });
    async function* arriving() {
      yield* chain;
    }
    expect(await verifyChainStream(arriving())).toEqual(verifyChain(chain));
  });

  it('continued from a known event holds from there', () => {
    expect(verifyChain(chain.slice(5), { from: chain[4] })).toMatchObject({ ok: true, events: 7 });
    expect(verifyChain(chain.slice(5), { from: { sequence: 5, hash: GENESIS_HASH } })).toMatchObject({
      ok: false,
      sequence: 6,
    });
  });

  it('with one byte changed names the first bad event', () => {
    const lines = chain.map((event) => JSON.stringify(event));
    const anyByte = fc
      .nat(chain.length - 1)
      .chain((index) =>
        fc.record({ index: fc.constant(index), at: fc.nat(lines[index].length - 1), digit: fc.constantFrom('0', 'x') }),
      );
    fc.assert(
      fc.property(anyByte, ({ index, at, digit }) => {
        const line = lines[index].slice(0, at) + digit + lines[index].slice(at + 1);
        fc.pre(line !== lines[index]);
        let changed: ChainEvent;
        try {
          changed = readChainEvent(JSON.parse(line));
        } catch {
          return; // no longer an event at all, which the reader says
        }
        const result = verifyChain(chain.with(index, changed));
        expect(result).toMatchObject({ ok: false, sequence: changed.sequence });
      }),
      { numRuns: 500 },
    );
  });

  it('with an event removed, moved or given twice names where the sequence breaks', () => {
    expect(verifyChain(chain.toSpliced(3, 1))).toMatchObject({
      ok: false,
      sequence: 5,
      problem: expect.stringMatching(/gap/) as string,
    });
    expect(verifyChain(chain.toSpliced(3, 0, chain[3]))).toMatchObject({ ok: false, sequence: 4 });
    expect(verifyChain(chain.toReversed())).toMatchObject({ ok: false, sequence: 12 });
  });

  it('with an event changed and sealed anew breaks at the link after it', () => {
    const forged = sealEvent({ ...chain[3], action: 'nothing.happened' });
    const result = verifyChain(chain.with(3, forged));
    expect(result).toMatchObject({ ok: false, sequence: 5, problem: expect.stringMatching(/does not link/) as string });
  });

  it('with an event of another organisation names it', () => {
    const stranger = sealEvent({ ...chain[3], organisation: 'organisation-2' });
    const result = verifyChain(chain.with(3, stranger));
    expect(result).toMatchObject({ ok: false, sequence: 4, problem: expect.stringMatching(/One chain/) as string });
  });
});

describe('an extract of a chain', () => {
  const extract = chain.filter(({ subject }) => subject.id === 'procurement-1');

  it('holds without the events between', () => {
    expect(verifyExtract(extract)).toMatchObject({ ok: true, events: 6 });
  });

  it('names an event that was changed, moved or does not link to its neighbour', () => {
    expect(verifyExtract(extract.with(2, { ...extract[2], at: '2030-01-01T00:00:00.000Z' }))).toMatchObject({ sequence: 5 });
    expect(verifyExtract([extract[1], extract[0]])).toMatchObject({ ok: false, sequence: 1 });
    const forged = sealEvent({ ...chain[1], previousHash: GENESIS_HASH });
    expect(verifyExtract([chain[0], forged])).toMatchObject({ ok: false, sequence: 2 });
  });
});

describe('a signed head', () => {
  const key = generateSigningKey();
  const position = { organisation: 'organisation-1', sequence: 12, hash: chain[11].hash, signedAt: '2026-02-01T00:00:00.000Z' };

  it('holds for the key that signed it and for nothing else', async () => {
    const head = await signHead(position, key.keyId, signerOf(key));
    expect(headSignatureHolds(head, key.publicKeyPem)).toBe(true);
    expect(headSignatureHolds(head, generateSigningKey().publicKeyPem)).toBe(false);
    expect(headSignatureHolds({ ...head, sequence: 11 }, key.publicKeyPem)).toBe(false);
    expect(readSignedHead(JSON.parse(JSON.stringify(head)))).toEqual(head);
  });

  it('is refused when it was asked of one key and made with another', async () => {
    await expect(signHead(position, 'another', signerOf(key))).rejects.toThrow(/was to be signed with key another/);
  });

  it('does not fit events that are later, of another organisation, or have another hash', async () => {
    const head = await signHead(position, key.keyId, signerOf(key));
    expect(headProblem(head, chain)).toBeUndefined();
    expect(headProblem({ ...head, sequence: 11 }, chain)).toMatch(/later than the signed head/);
    expect(headProblem({ ...head, hash: GENESIS_HASH }, chain)).toMatch(/another hash/);
    expect(headProblem({ ...head, organisation: 'organisation-2' }, chain)).toMatch(/is of organisation/);
  });
});

describe('a key', () => {
  it('signs bytes, and a signature with any letter changed does not hold', () => {
    const key = generateSigningKey();
    const bytes = Buffer.from('what is signed');
    const { signature } = signerOf(key)(bytes);
    expect(signatureHolds(bytes, signature, key.publicKeyPem)).toBe(true);
    expect(signatureHolds(bytes, signature.replace(/==$/, ''), key.publicKeyPem)).toBe(false);
    expect(signatureHolds(Buffer.from('another'), signature, key.publicKeyPem)).toBe(false);
    expect(keyFingerprint(key.publicKeyPem)).toBe(key.keyId);
  });

  it('that is private, or no key, is refused in words that help', () => {
    expect(() => keyFingerprint(generateSigningKey().privateKeyPem)).toThrow(/BEGIN PUBLIC KEY/);
    expect(() => keyFingerprint('hello')).toThrow(/BEGIN PUBLIC KEY/);
  });
});

describe('a chain from which content was erased', () => {
  /** The twelve events, some without their content, and the thirteenth that tells of it. */
  function erasedChain(which: readonly number[]): ChainEvent[] {
    const left = chain.map((event) =>
      which.includes(event.sequence) ? { ...event, actor: { id: null, name: '' }, detail: {}, erasedBy: 13 } : event,
    );
    const events = { ...erasedEventsOf(left.filter(({ erasedBy }) => erasedBy !== undefined)) };
    const { hash: _hash, ...like } = chain[11];
    return [
      ...left,
      sealEvent({ ...like, sequence: 13, action: PROCUREMENT_ERASED, detail: { events }, previousHash: chain[11].hash }),
    ];
  }

  it('holds, and says of which events', () => {
    expect(verifyChain(erasedChain([2, 3, 7]))).toMatchObject({
      ok: true,
      events: 13,
      erasings: [{ sequence: 13, events: 3 }],
    });
  });

  it('does not hold without the event that tells of it, nor as an extract', () => {
    expect(verifyChain(erasedChain([4]).slice(0, 12))).toMatchObject({ ok: false, sequence: 4 });
    expect(verifyExtract(erasedChain([4]))).toMatchObject({ ok: false, sequence: 4 });
  });

  it('does not hold when anything that remains is changed, whatever it is', () => {
    const whole = erasedChain([2, 3, 7]);
    const changes: Partial<ChainEvent>[] = [
      { at: '2026-01-01T09:00:00.000Z' },
      { action: 'nothing.happened' },
      { subject: { type: 'procurement', id: 'procurement-2' } },
      { hash: chain[0].hash },
      { erasedBy: 12 },
      { erasedBy: 1 },
      { actor: { id: null, name: 'Somebody' } },
      { detail: { outcome: 'AWARDED' } },
    ];
    for (const change of changes) expect(verifyChain(whole.with(2, { ...whole[2], ...change })).ok).toBe(false);
  });

  it('does not hold when one more event is made to look erased', () => {
    const whole = erasedChain([2, 3]);
    const more = whole.with(4, { ...whole[4], actor: { id: null, name: '' }, detail: {}, erasedBy: 13 });
    expect(verifyChain(more)).toMatchObject({ ok: false, sequence: 13 });
  });
});
