import type { Engine } from '../engine/engine.ts';
import { forEachPending } from '../engine/jobs.ts';
import type { DomainRow, MachineRow, TaskRow, VcpuRow } from '../engine/layout.ts';
import type { CoreStatistics, TaskStatistics, VcpuStatistics } from '../result.ts';

/** The results of the run, per task of the model. */
export function taskStatistics(engine: Engine): readonly TaskStatistics[] {
  const { layout } = engine;
  return engine.tasks.slice(0, layout.modelTasks).map((state) => {
    const { task, domain, vcpu } = layout.tasks[state.index] as TaskRow;
    let { misses } = state;
    forEachPending(engine, state, (_, release) => {
      if (release + task.deadline <= engine.now) misses++;
    });
    const { released: jobs, completed, tardy, preemptions } = state;
    return {
      domain: (layout.domains[domain] as DomainRow).domain.name,
      name: task.name,
      vcpu: vcpu < 0 ? null : (layout.vcpus[vcpu]?.vcpu.name ?? null),
      soft: task.soft !== undefined,
      allowedMisses: task.soft?.misses ?? null,
      jobs,
      completed,
      misses,
      missRatio: jobs === 0 ? 0 : misses / jobs,
      response: state.responses.summary(),
      tardiness: {
        mean: tardy === 0 ? null : state.tardinessSum / tardy,
        max: tardy === 0 ? null : state.tardinessMax,
      },
      preemptions,
    };
  });
}

export function vcpuStatistics(engine: Engine): readonly VcpuStatistics[] {
  return engine.vcpus.map((state) => {
    const { domain, vcpu } = engine.layout.vcpus[state.index] as VcpuRow;
    const waits = !state.supplied && !Number.isNaN(state.gapSince);
    const gap = waits ? engine.now - state.gapSince : 0;
    return {
      domain: (engine.layout.domains[domain] as DomainRow).domain.name,
      name: vcpu.name,
      supply: state.supply,
      unused: state.unused,
      lost: state.lost,
      replenishments: state.replenishments,
      exhaustions: state.exhaustions,
      longestGap: Math.max(gap, state.longestGap),
      switches: state.switches,
      migrations: state.migrations,
      ...(state.lateBudgets === 0 ? {} : { lateBudgets: state.lateBudgets }),
    };
  });
}

export function coreStatistics(engine: Engine): readonly CoreStatistics[] {
  return engine.cores.map(({ index, machine, busy, overhead, switches }) => ({
    machine: (engine.layout.machines[machine] as MachineRow).machine.name,
    core: engine.layout.cores[index]?.core ?? -1,
    busy,
    overhead,
    idle: engine.now - busy - overhead,
    switches,
  }));
}
