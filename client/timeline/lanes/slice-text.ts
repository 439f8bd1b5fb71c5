import {
  jobLabel,
  segmentText,
  segmentWords,
  stretch,
  switchLabel,
} from '../../../messages/page/segments.ts';
import { formatDuration } from '../../../messages/text/duration.ts';
import { segmentKinds } from '../../../scheduling/simulation/trace.ts';
import type { RunColumns } from '../columns/run-columns.ts';
import type { Lane } from './lane.ts';

/** The label on a segment in a lane, without the part that the lane's own name says. */
export function sliceLabel(
  { segments, names }: RunColumns,
  { kind: lane }: Lane,
  row: number,
): string {
  const kind = segmentKinds[segments.kind[row] ?? -1];
  if (kind === undefined) return '';
  const vcpu = names.vcpus[segments.vcpu[row] ?? -1];
  const task = names.tasks[segments.task[row] ?? -1];
  const job = segments.job[row] ?? -1;
  const number = job < 0 ? '' : ` ${job}`;
  switch (kind) {
    case 'run':
      if (lane === 'task') return jobLabel(job);
      return lane === 'core'
        ? `${vcpu?.domain ?? ''}.${task?.task ?? vcpu?.vcpu ?? ''}${number}`
        : `${task?.task ?? ''}${number}`;
    case 'switch':
      return switchLabel(vcpu?.domain);
    case 'task-switch':
    case 'spin':
    case 'admission':
    case 'kernel':
      return lane === 'core' && vcpu !== undefined
        ? `${vcpu.domain}.${vcpu.vcpu} ${segmentWords[kind]()}`
        : segmentWords[kind]();
  }
}

/** The sentences about a segment, one per line. */
export function sliceText({ segments, names }: RunColumns, row: number): string[] {
  const kind = segmentKinds[segments.kind[row] ?? -1];
  if (kind === undefined) return [];
  const start = segments.start[row] as number;
  const end = segments.end[row] as number;
  const vcpu = names.vcpus[segments.vcpu[row] as number];
  const task = names.tasks[segments.task[row] as number];
  const job = segments.job[row] as number;
  return [
    segmentText(kind, {
      vcpu: vcpu === undefined ? undefined : `${vcpu.domain}.${vcpu.vcpu}`,
      task: task === undefined ? undefined : `${task.domain}.${task.task}`,
      taskAlone: task?.task,
      job,
    }),
    stretch({
      start: formatDuration(start),
      end: formatDuration(end),
      length: formatDuration(end - start),
    }),
  ];
}
