import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openSystem, readSystem } from '../../library/open-system.ts';
import type { Request } from '../../library/request.ts';
import { runs } from '../support/runs.ts';

const text = `
machine m { cores 2 scheduler EDF }
domain a on m { vcpu v0 period 10ms budget 6ms task t period 20ms wcet 1ms }`;

const anyNumber = fc.oneof(
  fc.constantFrom(0, -1, 0.5, 1, 7e6, 1e7, Number.MAX_SAFE_INTEGER, Number.NaN, Infinity),
  fc.integer(),
);
const anyName = fc.constantFrom('a', 'm', 't', 'v0', 'guest', '', '__proto__');
const anyTask = fc.record(
  {
    ...{ name: anyName, vcpu: anyName, period: anyNumber, wcet: anyNumber, bcet: anyNumber },
    ...{ deadline: anyNumber, jitter: anyNumber, offset: anyNumber, blocking: anyNumber },
  },
  { requiredKeys: [] },
);
const anyVcpu = fc.record(
  { name: anyName, period: anyNumber, budget: anyNumber, deadline: anyNumber, core: anyNumber },
  { requiredKeys: [] },
);
const anyDomain = fc.record(
  { name: anyName, vcpus: fc.array(anyVcpu), tasks: fc.array(anyTask), global: fc.boolean() },
  { requiredKeys: [] },
);
const anyRequest = fc.oneof(
  fc.anything(),
  fc.record(
    {
      kind: fc.constantFrom('start', 'stop', 'add', 'remove', 'set', 'migrate', 'plan'),
      ...{ domain: anyName, domains: fc.array(anyName), task: fc.oneof(anyName, anyTask) },
      ...{ vcpu: anyName, period: anyNumber, budget: anyNumber, machine: anyName, plan: anyName },
      whenQuiet: fc.oneof(fc.boolean(), anyNumber),
    },
    { requiredKeys: ['kind'] },
  ),
  fc.record({ kind: fc.constant('add'), domain: anyName, task: anyTask }),
  fc.record({ kind: fc.constant('declare'), machine: anyName, domain: anyDomain }),
  fc.record({ kind: fc.constant('start'), domains: fc.array(anyName) }),
);

test('whatever is asked is answered, and a refusal leaves all as it was', async () => {
  const model = await readSystem(text);
  const property = fc.asyncProperty(
    fc.array(fc.tuple(anyRequest, anyNumber), { maxLength: 8 }),
    async (asked) => {
      const system = await openSystem(model);
      for (const [request, at] of asked) {
        const { time: _, requests: __, ...before } = system.snapshot();
        const answer = system.request(request as Request, at);
        const { time: ___, requests: ____, ...after } = system.snapshot();
        if (answer.kind === 'refused') expect(after).toEqual(before);
      }
    },
  );
  await fc.assert(property, { numRuns: runs(150) });
});
