import { t } from '@vscode/l10n';
import type { SegmentKind } from '../../scheduling/simulation/trace.ts';

/** The words on segments, by kind. */
export const segmentWords = {
  run: () => t('runs'),
  'task-switch': () => t('task switch'),
  switch: () => t('switch'),
  spin: () => t('no task'),
  admission: () => t('admission test'),
  kernel: () => t('kernel section'),
} satisfies Readonly<Record<SegmentKind, () => string>>;

export function jobLabel(job: number): string {
  return job < 0 ? t('job') : t('job {job}', { job });
}

/** `domain` is the one that the core switches to; undefined for idle. */
export function switchLabel(domain: string | undefined): string {
  return domain === undefined ? t('switch to idle') : t('switch to {domain}', { domain });
}

/** The subjects of a segment. Names are whole, as `guest.v0` and `guest.control`. */
export interface Segment {
  readonly vcpu: string | undefined;
  readonly task: string | undefined;
  /** Its task's name within the domain. */
  readonly taskAlone: string | undefined;
  readonly job: number;
}

const idle = (): string => t('idle');

const sentences = {
  run: ({ vcpu = idle(), task, job }) =>
    task === undefined ? t('{vcpu} runs', { vcpu }) : t('{task}, job {job}, runs', { task, job }),
  'task-switch': ({ vcpu = idle(), taskAlone }) =>
    taskAlone === undefined
      ? t('{vcpu} switches to a task', { vcpu })
      : t('{vcpu} switches to {task}', { vcpu, task: taskAlone }),
  switch: ({ vcpu = idle() }) =>
    t('The core switches to {vcpu}: overhead, charged to no budget', { vcpu }),
  spin: ({ vcpu = idle() }) =>
    t('{vcpu} is on its core with no task to run, and its budget runs down', { vcpu }),
  admission: ({ vcpu = idle(), job }) =>
    t('{vcpu} tests whether action {action} of the scenario is admitted', {
      vcpu,
      action: job + 1,
    }),
  kernel: ({ vcpu = idle() }) =>
    t('{vcpu} is in a kernel section that cannot be preempted', { vcpu }),
} satisfies Readonly<Record<SegmentKind, (segment: Segment) => string>>;

export function segmentText(kind: SegmentKind, segment: Segment): string {
  return sentences[kind](segment);
}

export function stretch({
  start,
  end,
  length,
}: {
  readonly start: string;
  readonly end: string;
  readonly length: string;
}): string {
  return t('{start} to {end}, for {length}', { start, end, length });
}

export function laneAt(lane: string, time: string): string {
  return t('{lane} at {time}', { lane, time });
}

export function waitsForSupply(length: string): string {
  return t('Waits for supply: its VCPU has no core, for {length}', { length });
}

export function waitsForTask(length: string): string {
  return t('Waits for another task of its guest, for {length}', { length });
}

/** The plan of windows in force under the mouse, and the time from which it is. */
export function planSince(plan: string, time: string): string {
  return t('plan {plan}, in force from {time}', { plan, time });
}

/** The interface that a scenario has given to the VCPU under the mouse, and from when on. */
export function interfaceSince(budget: string, period: string, time: string): string {
  return t('{budget} in every {period} from {time}', { budget, period, time });
}
