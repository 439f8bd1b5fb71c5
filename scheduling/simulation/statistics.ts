import type { DistributionRecorder } from './distribution.ts';
import type { Engine } from './engine.ts';
import { forEachPending } from './jobs.ts';
import type { DomainRow, MachineRow } from './layout.ts';
import type { CoreStatistics, TaskStatistics, VcpuStatistics } from './result.ts';

/** What the run has come to, per task of the model. */
export function taskStatistics(e: Engine): readonly TaskStatistics[] {
  const { tasks, layout } = e;
  return layout.tasks.slice(0, layout.modelTasks).map((row, task) => {
    let misses = tasks.misses[task] as number;
    forEachPending(e, task, (_, release) => {
      if (release + row.task.deadline <= e.now) misses++;
    });
    const jobs = tasks.released[task] as number;
    const tardy = tasks.tardy[task] as number;
    return {
      domain: (layout.domains[row.domain] as DomainRow).domain.name,
      name: row.task.name,
      vcpu: row.vcpu < 0 ? null : (layout.vcpus[row.vcpu]?.vcpu.name ?? null),
      soft: row.task.soft !== undefined,
      allowedMisses: row.task.soft?.misses ?? null,
      jobs,
      completed: tasks.completed[task] as number,
      misses,
      missRatio: jobs === 0 ? 0 : misses / jobs,
      response: (e.responses[task] as DistributionRecorder).summary(),
      tardiness: {
        mean: tardy === 0 ? null : (tasks.tardinessSum[task] as number) / tardy,
        max: tardy === 0 ? null : (tasks.tardinessMax[task] as number),
      },
      preemptions: tasks.preemptions[task] as number,
    };
  });
}

export function vcpuStatistics(e: Engine): readonly VcpuStatistics[] {
  const { vcpus, layout } = e;
  return layout.vcpus.map((row, vcpu) => {
    const since = vcpus.gapSince[vcpu] as number;
    const gap = since >= 0 && vcpus.supplied[vcpu] === 0 ? e.now - since : 0;
    return {
      domain: (layout.domains[row.domain] as DomainRow).domain.name,
      name: row.vcpu.name,
      supply: vcpus.supply[vcpu] as number,
      unused: vcpus.unused[vcpu] as number,
      lost: vcpus.lost[vcpu] as number,
      replenishments: vcpus.replenishments[vcpu] as number,
      exhaustions: vcpus.exhaustions[vcpu] as number,
      longestGap: Math.max(gap, vcpus.longestGap[vcpu] as number),
      switches: vcpus.switches[vcpu] as number,
      migrations: vcpus.migrations[vcpu] as number,
    };
  });
}

export function coreStatistics(e: Engine): readonly CoreStatistics[] {
  const { cores, layout } = e;
  return layout.cores.map((row, core) => {
    const busy = cores.busy[core] as number;
    const overhead = cores.overhead[core] as number;
    return {
      machine: (layout.machines[row.machine] as MachineRow).machine.name,
      core: row.core,
      busy,
      overhead,
      idle: e.now - busy - overhead,
      switches: cores.switches[core] as number,
    };
  });
}
