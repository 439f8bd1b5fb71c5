import type { GuestPlan, PlannedTask, Scheduling } from './plan.ts';

/** The length of a run in s. */
const duration = 10;

/**
 * The part of an execution time that a job's work takes. The rest is left to rt-app, which writes a
 * log and measures the processor's speed in whole ns: a reservation holds back what exceeds it.
 */
const part = 0.95;

/**
 * The tasks of a domain for rt-app. Domain: times in whole µs. Source: rt-app's doc/tutorial.txt.
 */
export function rtApp({ tasks }: GuestPlan): string {
  const global = { duration, calibration: 'CPU0', lock_pages: true, log_basename: 'rt-app' };
  return `${JSON.stringify({ global, tasks: Object.fromEntries(tasks.map(threadOf)) }, null, 2)}\n`;
}

function threadOf(task: PlannedTask): readonly [string, object] {
  const { name, processor, offset, wcet, period } = task;
  return [
    name,
    {
      ...classOf(task.scheduling),
      ...(processor === null ? {} : { cpus: [processor] }),
      ...(offset === 0 ? {} : { delay: offset / 1000 }),
      run: Math.max(1, Math.floor((part * wcet) / 1000)),
      timer: { ref: 'unique', period: period / 1000, mode: 'absolute' },
    },
  ];
}

function classOf(scheduling: Scheduling): object {
  switch (scheduling.kind) {
    case 'fifo':
      return { policy: 'SCHED_FIFO', priority: scheduling.priority };
    case 'rr':
      return { policy: 'SCHED_RR', priority: scheduling.priority };
    case 'deadline':
      return {
        policy: 'SCHED_DEADLINE',
        'dl-runtime': Math.ceil(scheduling.runtime / 1000),
        'dl-deadline': scheduling.deadline / 1000,
        'dl-period': scheduling.period / 1000,
      };
  }
}
