import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyze } from '../../../scheduling/analyze.ts';
import type { Analysis } from '../../../scheduling/model/analysis.ts';
import type { CompletedModel } from '../../../scheduling/model/completed.ts';
import type { SystemModel, Vcpu } from '../../../scheduling/model/model.ts';
import { runs } from '../../support/runs.ts';
import { aSystem } from '../any-system.ts';

/** The model with all that was chosen written into it. */
function written(model: SystemModel, { machines }: CompletedModel): SystemModel {
  return {
    ...model,
    machines: model.machines.map((machine, m) => ({
      ...machine,
      domains: machine.domains.map((domain, d) => ({
        ...domain,
        vcpus: domain.vcpus.map((vcpu, v): Vcpu => {
          const { period, budget, core } = machines[m]?.domains[d]?.vcpus[v] ?? {
            period: null,
            budget: null,
            core: null,
          };
          return {
            ...vcpu,
            ...(period === null ? {} : { period: { kind: 'fixed', period } }),
            ...(budget === null ? {} : { budget }),
            ...(core === null ? {} : { core }),
          };
        }),
      })),
    })),
  };
}

/** All verdicts, whole and in part. */
function verdicts({ verdict, machines, domains }: Analysis): unknown {
  return {
    verdict,
    machines: machines.map((m) => [m.verdict.kind, m.vcpus.map((v) => [v.verdict.kind, v.grossBudget])]),
    domains: domains.map((d) => [d.verdict.kind, d.tasks.map((t) => [t.verdict.kind, t.response])]),
  };
}

test('what was chosen and is then written down is judged as it was, and chosen no more', () => {
  fc.assert(
    fc.property(aSystem, (model) => {
      const before = analyze(model);
      const after = analyze(written(model, before.completed));
      expect(verdicts(after)).toEqual(verdicts(before));
      for (const { domains } of after.completed.machines) {
        for (const vcpu of domains.flatMap((domain) => domain.vcpus)) {
          if (vcpu.budget !== null && vcpu.core !== null) {
            expect(vcpu.computed).toEqual({ period: false, budget: false, core: false });
          }
        }
      }
    }),
    { numRuns: runs(200) },
  );
});
