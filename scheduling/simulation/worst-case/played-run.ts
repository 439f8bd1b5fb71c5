import type { LateRun } from '../../host/run/late-run.ts';
import { keyOfVcpu, vcpuKey } from '../../host/vcpu-name.ts';
import type { CompletedDomain, CompletedMachine, CompletedVcpu } from '../../model/completed.ts';
import type { Task } from '../../model/model.ts';
import { serverKind } from '../../model/policies.ts';
import type { HostRun, RunningVcpu } from '../../model/reason.ts';
import { servers } from '../../model/servers.ts';
import { Engine } from '../engine/engine.ts';
import { type Layout, layOut } from '../engine/layout.ts';
import { startDomain } from '../engine/lifecycle.ts';
import type { HostRules } from '../host/host-rules.ts';
import { hostRules } from '../host/host-table.ts';
import { tellingMisses } from './telling-misses.ts';
import type { WorstCase, WorstCaseOptions } from './worst-case.ts';

/** The part of a run that follows the miss, as a share of what is before it. */
const AFTER = 0.15;

/**
 * Prepares the run in which the budget of a VCPU comes late, as a verdict tells it: these VCPUs
 * alone, their guests asking for what it says, switches for nothing. It begins so long before the
 * told run that budgets are replenished which are whole at that one's start; until then nobody
 * asks for anything.
 */
export function playedRun(
  machine: CompletedMachine,
  late: LateRun,
  { seed, keepTrace, horizon: asked }: WorstCaseOptions,
): WorstCase {
  const { run, due } = late;
  const start = startOf(run);
  const horizon = asked ?? start + due + Math.ceil(AFTER * due);
  const alone = aloneIn(machine, late, start);
  const layout = layOut({ machines: [alone], scenarios: [] }, null, false);
  const engine = new Engine(layout, {
    ...{ seed, keepTrace, horizon, criticalInstant: start },
    rules: () => {
      const kept = servers[serverKind(alone)].idle === 'is-kept';
      const phased = beginning(hostRules(alone, layout), firsts(layout, run, start));
      return tellingMisses(phased, kept);
    },
  });
  for (const domain of layout.domains.keys()) startDomain(engine, domain);
  return {
    engine,
    horizon,
    chosen: asked === undefined ? 'witness' : 'asked',
    criticalInstant: start,
  };
}

/** The time of the played run at which the told one starts. */
export function startOf({ vcpus }: HostRun): number {
  return Math.max(0, ...vcpus.map(({ replenished }) => -replenished));
}

/** Replenishes VCPUs for the first time at these instants. */
function beginning(rules: HostRules, at: readonly number[]): HostRules {
  return {
    ...rules,
    start: (engine, vcpu) => engine.slots.set(vcpu.replenishSlot, at[vcpu.index] ?? 0),
  };
}

/** The first replenishment of each VCPU of a layout. */
function firsts({ vcpus, domains }: Layout, run: HostRun, start: number): readonly number[] {
  const parts = partsOf(run);
  return vcpus.map(({ vcpu, domain }) => {
    const name = domains[domain]?.domain.name ?? '';
    return start + (parts.get(vcpuKey(name, vcpu.name))?.replenished ?? 0);
  });
}

function partsOf({ vcpus }: HostRun): ReadonlyMap<string, RunningVcpu> {
  return new Map(vcpus.map((part) => [keyOfVcpu(part.vcpu), part]));
}

/** The machine with the cores and VCPUs of a run alone, and the work of its guests. */
function aloneIn(machine: CompletedMachine, late: LateRun, start: number): CompletedMachine {
  const { on, run, due } = late;
  const parts = partsOf(run);
  const domains = machine.domains.flatMap((domain): CompletedDomain[] => {
    const running = domain.vcpus.flatMap((vcpu) => {
      const part = parts.get(vcpuKey(domain.name, vcpu.name));
      return part === undefined ? [] : [{ vcpu, part }];
    });
    if (running.length === 0) return [];
    return [
      {
        ...domain,
        ...{ global: false, taskSwitch: 0, kernelLatency: 0 },
        vcpus: running.map(({ vcpu }) => ({ ...vcpu, extratime: false, core: on ?? vcpu.core })),
        tasks: running.flatMap(({ vcpu, part }) =>
          workOf(domain, vcpu, part, start, 2 * (start + due)),
        ),
      },
    ];
  });
  const cores = on === null ? machine.cores : [on];
  return { ...machine, cores, switchCosts: [], domains };
}

/** The tasks of a VCPU in a run; it always has work if there are none. */
function workOf(
  { global, tasks }: CompletedDomain,
  { name }: CompletedVcpu,
  { asks }: RunningVcpu,
  start: number,
  beyond: number,
): readonly Task[] {
  const released = { jitter: 0, blocking: 0, sporadic: false };
  if (asks === 'always') return [];
  if (asks === 'tasks')
    return tasks
      .filter(({ vcpu }) => global || vcpu === name)
      .map((task) => ({ ...task, ...released, vcpu: name, bcet: task.wcet, offset: start }));
  return asks.map(({ at, amount }, index) => ({
    ...released,
    name: `${name}.${index + 1}`,
    vcpu: name,
    ...{ wcet: amount, bcet: amount, offset: start + at },
    ...{ period: beyond, deadline: beyond },
  }));
}
