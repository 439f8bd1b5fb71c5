import { AnalysisCache, analyze } from '../../scheduling/analyze.ts';
import type { Domain, SystemModel, Task } from '../../scheduling/model/model.ts';
import {
  anySwitch,
  domain,
  MS,
  machine,
  system,
  task,
  US,
  vcpu,
} from '../../test/support/systems.ts';
import { type Benchmark, medianTime } from './benchmark.ts';
import { uniform } from './workloads/uniform.ts';

/**
 * The choice and proof of the windows of 35 partitions with 116 tasks on 17 cores in one frame of
 * 100 ms, the size of a large avionics module.
 */
export const benchmarks: readonly Benchmark[] = [
  { name: 'choose/windows-35', unit: 'ms', goal: 2_000, run: windows35 },
];

function windows35(): number {
  const model = module35();
  const tasks = model.machines.flatMap(({ domains }) => domains.flatMap((each) => each.tasks));
  if (tasks.length !== 116) throw new Error(`${tasks.length} tasks are not 116`);
  const { verdict } = analyze(model);
  if (verdict !== 'schedulable') throw new Error(`the module is ${verdict}`);
  return medianTime(3, 1, () => {
    analyze(structuredClone(model), { cache: new AnalysisCache() });
  });
}

const CORES = 17;
const PARTITIONS = 35;

/** The load of each core, switches and frames not counted. */
const LOAD = 0.7;

/** Two partitions a core, three on the last, with harmonic periods from 12.5 to 200 ms. */
function module35(): SystemModel {
  const random = uniform(35);
  const domains = Array.from({ length: CORES }, (_, core) => {
    const first = 2 * core;
    const count = core === CORES - 1 ? PARTITIONS - first : 2;
    const loads = parts(random, count, LOAD);
    return loads.map((load, k) => partition(random, `p${first + k}`, core, load, first + k < 11));
  }).flat();
  const open = domains.map(({ name, vcpus }) => {
    const core = vcpus[0]?.core ?? 0;
    return { domain: name, vcpu: 'v0', ...(core === 0 ? {} : { core }) };
  });
  return system([
    machine(domains, {
      cores: CORES,
      policy: {
        kind: 'ARINC653',
        majorFrame: 100 * MS,
        windows: [],
        open: { vcpus: open, frame: false },
      },
      switchCosts: anySwitch(50 * US),
    }),
  ]);
}

function partition(
  random: () => number,
  name: string,
  core: number,
  load: number,
  large: boolean,
): Domain {
  const of = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const base = of([12.5, 25, 50]) * MS;
  const tasks = parts(random, large ? 4 : 3, load).map((share, index): Task => {
    const period = index === 0 ? base : Math.min(200 * MS, base * of([1, 2, 4, 8]));
    const wcet = Math.ceil((share * period) / (10 * US)) * 10 * US;
    const deadline = index === 0 ? period : period * of([1, 1, 0.8]);
    return task(`t${index}`, period, wcet, { deadline, priority: 200 - period / MS });
  });
  return domain(name, [vcpu('v0', { core })], tasks, {
    policy: { kind: of(['EDF', 'RM', 'FIFO']) },
    kernelLatency: 20 * US,
    taskSwitch: 2 * US,
  });
}

/** Uneven parts of a whole. */
function parts(random: () => number, count: number, whole: number): readonly number[] {
  const weights = Array.from({ length: count }, () => 0.4 + random());
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => (whole * weight) / sum);
}
