import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JournalEntry } from '../../library/journal.ts';
import { openSystem, resumeSystem } from '../../library/open-system.ts';
import type { Request } from '../../library/request.ts';
import { anyCourse } from '../scheduling/open/any-course.ts';
import { runs } from '../support/runs.ts';
import { MS } from '../support/systems.ts';

/** Requests of a course, some of them of a domain that is declared on the way. */
function requestsOf(
  steps: readonly { readonly at: number; readonly action: Request }[],
): readonly { readonly at: number; readonly request: Request }[] {
  const guest = { name: 'guest', tasks: [{ name: 't', period: 20 * MS, wcet: 2 * MS }] };
  return steps.flatMap(({ at, action }, index) => {
    const own: Request[] = [action];
    if (index === 1) own.push({ kind: 'declare', machine: 'a', domain: guest });
    if (index === 3) own.push({ kind: 'start', domains: ['guest'] });
    if (index === 8) own.push({ kind: 'stop', domains: ['guest'] });
    if (index === 9) own.push({ kind: 'forget', domain: 'guest' });
    return own.map((request) => ({ at, request }));
  });
}

const json = <T>(value: T): T => JSON.parse(JSON.stringify(value));

describe('a running system', () => {
  test('goes on from its snapshot as if nothing had happened', async () => {
    const property = fc.asyncProperty(
      anyCourse(14),
      fc.nat(14),
      fc.boolean(),
      async ({ model, steps }, half, rearranges) => {
        const system = await openSystem(model, { rearranges });
        const requests = requestsOf(steps);
        for (const { request, at } of requests.slice(0, half)) system.request(request, at);
        const resumed = await resumeSystem(json(system.snapshot()));
        expect(resumed.snapshot()).toEqual(system.snapshot());
        for (const { request, at } of requests.slice(half))
          expect(resumed.request(request, at)).toEqual(system.request(request, at));
        expect(resumed.snapshot()).toEqual(system.snapshot());
      },
    );
    await fc.assert(property, { numRuns: runs(60) });
  });

  test('comes to the identical state by its journal', async () => {
    const property = fc.asyncProperty(
      anyCourse(14),
      fc.boolean(),
      async ({ model, steps }, rearranges) => {
        const entries: JournalEntry[] = [];
        const journal = (entry: JournalEntry) => entries.push(json(entry));
        const system = await openSystem(model, { rearranges, journal });
        for (const { request, at } of requestsOf(steps)) system.request(request, at);
        expect(entries.map(({ number }) => number)).toEqual(entries.map((_, index) => index + 1));
        const again = await openSystem(model, { rearranges });
        again.replay(entries);
        expect(again.snapshot()).toEqual(system.snapshot());
      },
    );
    await fc.assert(property, { numRuns: runs(60) });
  });

  test('and by one of requests that were made together', async () => {
    const property = fc.asyncProperty(
      anyCourse(14),
      fc.boolean(),
      fc.integer({ min: 2, max: 5 }),
      async ({ model, steps }, rearranges, size) => {
        const entries: JournalEntry[] = [];
        const journal = (entry: JournalEntry) => entries.push(json(entry));
        const system = await openSystem(model, { rearranges, journal });
        const requests = requestsOf(steps);
        for (let from = 0; from < requests.length; from += size) {
          const together = requests.slice(from, from + size);
          const at = together.at(-1)?.at ?? 0;
          const asked = together.map(({ request }) => request);
          expect(system.requestTogether(asked, at)).toHaveLength(asked.length);
        }
        expect(entries.map(({ number }) => number)).toEqual(entries.map((_, index) => index + 1));
        const again = await openSystem(model, { rearranges });
        again.replay(entries);
        expect(again.snapshot()).toEqual(system.snapshot());
      },
    );
    await fc.assert(property, { numRuns: runs(60) });
  });
});

const text = `
machine m { scheduler EDF }
domain a on m { vcpu v0 period 10ms budget 6ms }
domain b on m { vcpu v0 period 10ms budget 6ms }`;

describe('what is given back is not believed', () => {
  const startA: Request = { kind: 'start', domains: ['a'] };

  test('a journal of other answers is told at its entry', async () => {
    const entries: JournalEntry[] = [
      { number: 1, at: 0, request: startA, admitted: true },
      { number: 2, at: 1, request: { kind: 'start', domains: ['b'] }, admitted: true },
    ];
    const system = await openSystem(text);
    expect(() => system.replay(entries)).toThrow(/^Entry 2 of the journal/);
  });

  test('nor is an entry that is none', async () => {
    const system = await openSystem(text);
    expect(() => system.replay([null as never])).toThrow(/^Entry 1 of the journal/);
  });

  test.each([
    ['of another version', { version: 2 }, 'version'],
    ['without its machine', { model: { machines: [] } }, 'a domain runs that is not declared'],
    ['with a wrong time', { time: -1 }, 'time'],
    ['with more than it has', { extra: 1 }, 'extra'],
  ])('a snapshot %s', async (_, change, told) => {
    const system = await openSystem(text);
    system.request(startA, 0);
    await expect(resumeSystem({ ...system.snapshot(), ...change })).rejects.toThrow(told);
  });
});
