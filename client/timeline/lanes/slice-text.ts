import { type SegmentKind, segmentKinds } from '../../../scheduling/simulation/trace.ts';
import { formatDuration } from '../../../scheduling/text/duration.ts';
import type { RunColumns } from '../columns/run-columns.ts';
import type { MarkerKind } from '../drawing/shapes/markers.ts';
import type { Lane } from './lane.ts';

/** What stands on a segment in a lane: what the lane's own name does not say. */
export function sliceLabel(
  { segments, names }: RunColumns,
  { kind: lane }: Lane,
  row: number,
): string {
  const kind = segmentKinds[segments.kind[row] ?? -1];
  const vcpu = names.vcpus[segments.vcpu[row] ?? -1];
  const task = names.tasks[segments.task[row] ?? -1];
  const job = segments.job[row] ?? -1;
  const number = job < 0 ? '' : ` ${job}`;
  switch (kind) {
    case 'run':
      if (lane === 'task') return `job${number}`;
      return lane === 'core'
        ? `${vcpu?.domain ?? ''}.${task?.task ?? vcpu?.vcpu ?? ''}${number}`
        : `${task?.task ?? ''}${number}`;
    case 'switch':
      return vcpu === undefined ? 'switch to idle' : `switch to ${vcpu.domain}`;
    case undefined:
      return '';
    default:
      return lane === 'core' && vcpu !== undefined
        ? `${vcpu.domain}.${vcpu.vcpu} ${words[kind]}`
        : words[kind];
  }
}

const words: Readonly<Record<SegmentKind, string>> = {
  run: 'runs',
  'task-switch': 'task switch',
  switch: 'switch',
  spin: 'no task',
  admission: 'admission test',
  kernel: 'kernel section',
};

/** A segment in sentences, one a line. */
export function sliceText({ segments, names }: RunColumns, row: number): string[] {
  const kind = segmentKinds[segments.kind[row] ?? -1];
  if (kind === undefined) return [];
  const start = segments.start[row] as number;
  const end = segments.end[row] as number;
  const vcpu = names.vcpus[segments.vcpu[row] as number];
  const task = names.tasks[segments.task[row] as number];
  const job = segments.job[row] as number;
  const who = vcpu === undefined ? 'idle' : `${vcpu.domain}.${vcpu.vcpu}`;
  const what: Readonly<Record<SegmentKind, string>> = {
    run: task === undefined ? `${who} runs` : `${task.domain}.${task.task}, job ${job}, runs`,
    'task-switch': `${who} switches to ${task?.task ?? 'a task'}`,
    switch: `The core switches to ${who}: overhead, charged to no budget`,
    spin: `${who} is on its core with no task to run, and its budget runs down`,
    admission: `${who} tests whether action ${job + 1} of the scenario is admitted`,
    kernel: `${who} is in a kernel section that cannot be preempted`,
  };
  return [
    what[kind],
    `${formatDuration(start)} to ${formatDuration(end)}, for ${formatDuration(end - start)}`,
  ];
}

/** What a marker means. */
export const markerWords: Readonly<Record<MarkerKind, string>> = {
  release: 'release',
  deadline: 'deadline',
  complete: 'completion',
  miss: 'deadline missed',
  replenish: 'budget replenished',
  exhaust: 'budget gone',
  migrate: 'migration to another core',
  admit: 'action admitted',
  refuse: 'action refused',
};
