import fc from 'fast-check';
import { expect, test } from 'vitest';
import { costOfStart, dearestSwitch } from '../../../scheduling/host/overhead.ts';
import type { SwitchCost } from '../../../scheduling/model/model.ts';
import { StartKinds } from '../../../scheduling/open/start-kinds.ts';
import { runs } from '../../support/runs.ts';
import { domain, vcpu } from '../../support/systems.ts';

const anyEnd = fc.constantFrom<SwitchCost['from']>(
  { kind: 'any' },
  { kind: 'idle' },
  { kind: 'dom0' },
  { kind: 'guest' },
  { kind: 'domain', name: 'd1' },
  { kind: 'domain', name: 'd2' },
);
const anyCost = fc.record({ from: anyEnd, to: anyEnd, cost: fc.nat(99) });
const anyDomain = fc.record({
  index: fc.nat(5),
  type: fc.constantFrom('pv', 'dom0'),
  vcpus: fc.integer({ min: 1, max: 2 }),
});

test('a start costs beside the kinds what it costs beside each VCPU', () => {
  fc.assert(
    fc.property(fc.array(anyCost), fc.array(anyDomain), (costs, wanted) => {
      const kinds = new StartKinds(costs);
      const running = new Map<string, ReturnType<typeof domain>>();
      for (const { index, type, vcpus } of wanted) {
        const name = `d${index}`;
        const before = running.get(name);
        if (before !== undefined) {
          kinds.remove(before);
          running.delete(name);
          continue;
        }
        const own = Array.from({ length: vcpus }, (_, each) => vcpu(`v${each}`));
        const one = domain(name, own, [], { type: type as 'pv' });
        kinds.add(one);
        running.set(name, one);
      }
      const all = [...running.values()].flatMap(({ name, type, vcpus }) =>
        vcpus.map(() => ({ running: { name, type } })),
      );
      expect(dearestSwitch(costs, kinds.some())).toBe(dearestSwitch(costs, all));
      for (const one of all) {
        const others = all.filter((other) => other !== one).map((other) => other.running);
        expect(costOfStart(costs, one.running, kinds.beside(one.running))).toBe(
          costOfStart(costs, one.running, others),
        );
      }
    }),
    { numRuns: runs(300) },
  );
});
