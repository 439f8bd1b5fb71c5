import { describe, expect, test } from 'vitest';
import { analyze } from '../../../../scheduling/analyze.ts';
import { AnalysisCache } from '../../../../scheduling/choose/cache/cache.ts';
import { Prover } from '../../../../scheduling/choose/prover.ts';
import { vcpuKey } from '../../../../scheduling/host/vcpu-name.ts';
import type { CompletedMachine, CompletedVcpu } from '../../../../scheduling/model/completed.ts';
import { changeRefusal } from '../../../../scheduling/scenario/changes/refusal.ts';
import { modelOf } from '../../../support/model-of.ts';
import { domain, machine, task } from '../../../support/systems.ts';

const written = { period: false, budget: false, core: false };

/** A VCPU on core 0 with an interface `(Π, Θ, Δ)`. */
function vcpu(period: number, budget: number, deadline = period, core = 0): CompletedVcpu {
  return {
    ...{ name: 'v0', period, budget, deadline, core },
    extratime: false,
    computed: written,
  };
}

/** A machine with domains of one VCPU each, which have a task or none. */
function completed(
  own: Readonly<Record<string, CompletedVcpu>>,
  tasks: readonly ReturnType<typeof task>[] = [],
): CompletedMachine {
  const domains = Object.entries(own).map(([name, each], index) => ({
    ...domain(name, [], index === 0 ? tasks : [], { policy: { kind: 'FP' } }),
    vcpus: [each],
  }));
  return { ...machine([], { cores: 2, resolution: 1 }), domains };
}

const refusal = (before: CompletedMachine, after: CompletedMachine, leave = new Set<string>()) =>
  changeRefusal(
    new Prover(new AnalysisCache(), {}),
    { before: [before], after: [after] },
    { orderOf: (name) => before.domains.findIndex((each) => each.name === name), leave },
  );

describe('a change that works before and after it is refused where it does not work over it', () => {
  test('j: a job falls between two interfaces', () => {
    const x = [task('x', 40, 2, { deadline: 10, priority: 1 })];
    const found = refusal(completed({ d: vcpu(10, 2, 2) }, x), completed({ d: vcpu(8, 4, 8) }, x));
    expect(found).toEqual({
      reason: { kind: 'between-interfaces', domain: 'd', vcpu: 'v0', nearest: 8 },
      failing: { kind: 'vcpu', domain: 'd', vcpu: 'v0' },
    });
    expect(
      refusal(completed({ d: vcpu(10, 2, 2) }, x), completed({ d: vcpu(8, 8, 8) }, x)),
    ).toBeNull();
    const leave = new Set([vcpuKey('d', 'v0')]);
    expect(
      refusal(completed({ d: vcpu(10, 2, 2) }, x), completed({ d: vcpu(8, 4, 8) }, x), leave),
    ).toBeNull();
  });

  test('d: two that fill their cores exchange them', () => {
    const found = refusal(
      completed({ x: vcpu(10, 4), u: vcpu(10, 6), y: vcpu(10, 4, 10, 1), w: vcpu(10, 6, 10, 1) }),
      completed({ x: vcpu(10, 4), u: vcpu(10, 6, 10, 1), y: vcpu(10, 4, 10, 1), w: vcpu(10, 6) }),
    );
    expect(found?.reason).toEqual({
      ...{ kind: 'would-meet', machine: 'm', core: 1, domain: 'u', vcpu: 'v0' },
    });
  });

  test('unless one of them has room on a third core meanwhile', () => {
    const over = (third: number, cores: number, bound = false) => {
      const at = (budget: number, core: number) => ({
        ...vcpu(10, budget, 10, core),
        computed: { ...written, core: !bound },
      });
      const stay = { x: at(4, 0), y: at(4, 1), z: at(third, 2) };
      const from = completed({ ...stay, u: at(6, 0), w: at(6, 1) });
      const to = completed({ ...stay, u: at(6, 1), w: at(6, 0) });
      const numbers = Array.from({ length: cores }, (_, core) => core);
      return refusal({ ...from, cores: numbers }, { ...to, cores: numbers })?.reason;
    };
    expect(over(4, 3)).toBeUndefined();
    expect(over(5, 4)).toBeUndefined();
    const meets = { kind: 'would-meet', machine: 'm', core: 1, domain: 'u', vcpu: 'v0' };
    expect(over(5, 3)).toEqual(meets);
    // The text binds each of them to its core.
    expect(over(4, 3, true)).toEqual(meets);
  });

  test('a new period waits for an instant that a full core never has', () => {
    const full = { x: vcpu(10, 5, 9), v: vcpu(10, 5) };
    const found = refusal(completed(full), completed({ ...full, v: vcpu(20, 10) }));
    expect(found?.reason).toMatchObject({ kind: 'no-quiet', domain: 'v', core: 0 });
    // Where all deadlines are periods, it begins as its own period ends.
    const implicit = { x: vcpu(10, 5), v: vcpu(10, 5) };
    expect(refusal(completed(implicit), completed({ ...implicit, v: vcpu(20, 10) }))).toBeNull();
  });
});

test.each([
  ['EDF', '8400s', '2520s'],
  ['RM', '9300s', '2790s'],
])(
  'under %s, a change whose supply takes too many steps is refused, and stops no analysis',
  async (policy, period, wcet) => {
    const { scenarios } = analyze(
      await modelOf(`
      machine m { scheduler EDF  servers periodic }
      domain d on m {
        scheduler ${policy}  vcpu v period 10ms budget 5ms
        task t period ${period} wcet ${wcet} }
      scenario s on m { at 1ms start d  at 2ms set d.v period 10000001ns budget 5ms }`),
    );
    expect(scenarios[0]?.steps.map(({ admitted }) => admitted)).toEqual([true, false]);
  },
);
