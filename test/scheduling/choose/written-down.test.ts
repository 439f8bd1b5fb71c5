import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyze } from '../../../scheduling/analyze.ts';
import type { Analysis } from '../../../scheduling/model/analysis.ts';
import type { CompletedMachine, CompletedModel } from '../../../scheduling/model/completed.ts';
import type { SystemModel, Vcpu } from '../../../scheduling/model/model.ts';
import { aSystem } from '../../support/any-system.ts';
import { aBoard } from '../../support/as-pool.ts';
import { modelOf } from '../../support/model-of.ts';
import { runs } from '../../support/runs.ts';

/** Whether every VCPU with a demand has a core. */
function isPlaced({ domains }: CompletedMachine): boolean {
  const vcpus = domains.flatMap((domain) => domain.vcpus);
  return vcpus.every(({ core, budget }) => core !== null || budget === null || budget === 0);
}

/**
 * The model with all its choices written down. If a VCPU found no core, those of the others stay
 * open: written cores would be requirements of the text, which allow fewer placements.
 */
function written(model: SystemModel, { machines }: CompletedModel): SystemModel {
  return {
    ...model,
    machines: machines.map((completed, m) => {
      const machine = model.machines[m];
      if (machine === undefined) throw new RangeError('a machine that is not in the model');
      const placed = isPlaced(completed);
      return {
        ...machine,
        domains: machine.domains.map((domain, d) => ({
          ...domain,
          vcpus: domain.vcpus.map((vcpu, v): Vcpu => {
            const chosen = completed.domains[d]?.vcpus[v];
            const { period = null, budget = null, core = null } = chosen ?? {};
            return {
              ...vcpu,
              ...(period === null ? {} : { period: { kind: 'fixed', period } }),
              ...(budget === null ? {} : { budget }),
              ...(core === null || !placed ? {} : { core }),
            };
          }),
        })),
      };
    }),
  };
}

/** All verdicts, on the whole and its parts. */
function verdicts({ verdict, machines, domains }: Analysis): unknown {
  return {
    verdict,
    machines: machines.map((m) => [
      m.verdict.kind,
      m.vcpus.map((v) => [v.verdict.kind, v.grossBudget]),
    ]),
    domains: domains.map((d) => [d.verdict.kind, d.tasks.map((t) => [t.verdict.kind, t.response])]),
  };
}

test('what was chosen and is then written down is judged as it was, and chosen no more', () => {
  fc.assert(
    fc.property(fc.oneof(aSystem, aBoard), (model) => {
      const before = analyze(model);
      const after = analyze(written(model, before.completed));
      expect(verdicts(after)).toEqual(verdicts(before));
      for (const machine of after.completed.machines) {
        for (const vcpu of machine.domains.flatMap((domain) => domain.vcpus)) {
          if (vcpu.budget === null || vcpu.core === null) continue;
          const core = vcpu.computed.core && !isPlaced(machine);
          expect(vcpu.computed).toEqual({ period: false, budget: false, core });
        }
      }
    }),
    { numRuns: runs(200) },
  );
});

// The whole core that `whole` needs is not proven with switches. It loses that core if `small` is
// written there.
test.each([
  ['', 'unknown'],
  ['core 0', 'unschedulable'],
])(
  'beside a VCPU that found no core, a core that is written ("%s") makes the machine %s',
  async (core, verdict) => {
    const model = await modelOf(`
    machine m { cores 2  servers periodic  overheads { switch any -> any 20us } }
    domain small { vcpu v0 period 2ms budget 100us ${core} }
    domain half { vcpu v0 period 2ms budget 1ms core 1 }
    domain whole { vcpu v0 period 2ms budget 2ms }`);
    expect(analyze(model).machines.map((machine) => machine.verdict.kind)).toEqual([verdict]);
  },
);
