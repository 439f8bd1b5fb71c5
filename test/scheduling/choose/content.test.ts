import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CacheSpace } from '../../../scheduling/choose/cache/cache-space.ts';
import { sameContent } from '../../../scheduling/choose/cache/content.ts';
import { ContentMap } from '../../../scheduling/choose/cache/content-map.ts';
import { ContentMeasures } from '../../../scheduling/choose/cache/content-measures.ts';
import { sameDomain } from '../../../scheduling/choose/cache/same-domain.ts';
import type { Task } from '../../../scheduling/model/model.ts';
import { domain, MS, task, vcpu } from '../../support/systems.ts';

const measures = new ContentMeasures();
const plain = fc.jsonValue({ maxDepth: 3 });

describe('content', () => {
  test('a copy is the same and hashes the same', () => {
    fc.assert(
      fc.property(plain, (value) => {
        expect(sameContent(value, structuredClone(value))).toBe(true);
        expect(measures.hash(value)).toBe(measures.hash(structuredClone(value)));
      }),
    );
  });
  test('what differs is not the same', () => {
    fc.assert(
      fc.property(plain, plain, (a, b) => {
        // −0 and 0 are the same number, and JSON writes them alike.
        expect(sameContent(a, b)).toBe(canonical(a) === canonical(b));
      }),
    );
  });
});

/** JSON with the keys in order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

describe('domains', () => {
  const one = task('a', 10 * MS, MS, { priority: 3, soft: { misses: 0.1 } });
  const whole = domain('d', [vcpu('v0', { period: 5 * MS })], [one]);
  test('every field of a task tells two domains apart', () => {
    const others: Record<keyof Task, Task[keyof Task]> = {
      name: 'b',
      vcpu: 'v1',
      period: 1,
      wcet: 1,
      bcet: 1,
      deadline: 1,
      offset: 1,
      jitter: 1,
      priority: 1,
      blocking: 1,
      sporadic: true,
      soft: { misses: 0.2 },
    };
    for (const [field, value] of Object.entries(others)) {
      expect(sameDomain(whole, { ...whole, tasks: [{ ...one, [field]: value }] }), field).toBe(
        false,
      );
    }
    expect(sameDomain(whole, structuredClone(whole))).toBe(true);
  });
  test('so does everything else', () => {
    expect(sameDomain(whole, { ...whole, kernelLatency: 1 })).toBe(false);
    expect(sameDomain(whole, { ...whole, vcpus: [vcpu('v0', { period: 6 * MS })] })).toBe(false);
    expect(sameDomain(whole, { ...whole, tasks: [] })).toBe(false);
    expect(sameDomain(whole, { ...whole, tasks: [one, { ...one, name: 'more' }] })).toBe(false);
  });
});

describe('a map by content', () => {
  test('computes once for the same content', () => {
    const map = new ContentMap<number>(new CacheSpace(10_000), measures);
    let computed = 0;
    const compute = () => ++computed;
    expect([
      map.get([{ a: 1 }], compute),
      map.get([{ a: 1 }], compute),
      map.get([{ a: 2 }], compute),
    ]).toEqual([1, 1, 2]);
  });
  test('forgets what has long not been asked for, and keeps what has', () => {
    const map = new ContentMap<string>(new CacheSpace(1_000), measures);
    for (let i = 0; i < 40; i++) {
      map.put([i], `${i}`);
      expect(map.peek([0])).toBe('0');
    }
    expect(map.peek([20])).toBeUndefined();
    expect(map.peek([39])).toBe('39');
  });
  test('shares its space with others: what fills one makes the other forget', () => {
    const space = new CacheSpace(10_000);
    const [one, other] = [
      new ContentMap<string>(space, measures),
      new ContentMap<string>(space, measures),
    ];
    one.put(['asked'], 'a');
    one.put(['not asked'], 'b');
    for (let i = 0; i < 100; i++) {
      other.put([i], 'x'.repeat(1_000));
      expect(one.peek(['asked'])).toBe('a');
    }
    expect(one.peek(['not asked'])).toBeUndefined();
  });
});

describe('the size of content', () => {
  test('grows with all that is in it', () => {
    const small = measures.size({ name: 'a', tasks: [1, 2] });
    expect(measures.size({ name: 'a', tasks: [1, 2, 3] })).toBeGreaterThan(small);
    expect(measures.size({ name: 'a'.repeat(100), tasks: [1, 2] })).toBe(small + 99);
    expect(measures.size(null)).toBe(0);
  });
});
