import {
  aboutGuestScript,
  guestScriptTexts,
  loadHeads,
} from '../../../messages/formats/linux-guest/script.ts';
import { seal } from '../../sealed.ts';
import { shellWord } from '../../xen/export/quote.ts';
import type { GuestPlan, PlannedTask, Scheduling } from '../plan.ts';
import { functions } from './functions.ts';

/** The script that gives a domain's threads their schedule: POSIX sh, busybox's too. */
export function guestScript(plan: GuestPlan, load: string): string {
  const { domain, tasks, processors, timeslice } = plan;
  const comments = aboutGuestScript(domain);
  const bounds = processors.map(({ number, latest }) => {
    const most = latest === null ? '-' : String(Math.ceil(latest / 1000));
    return `${number}:${most}`;
  });
  return seal(
    [
      '#!/bin/sh',
      ...comments.map((line) => `# ${line.replace(/[\r\n]/g, ' ')}`),
      '',
      ...sentences(),
      `timeslice=${timeslice ?? ''}`,
      `load=${shellWord(load)}`,
      `processors='${bounds.join(' ')}'`,
      '',
      '# Sets how a task is scheduled: the options of chrt and its processor, times in ns.',
      'task() {',
      '  case $1 in',
      ...tasks.map(taskCase),
      '  *) return 1 ;;',
      '  esac',
      '}',
      'tasks() {',
      ...tasks.map(({ name }) => `  printf '  %s\\n' ${shellWord(name)}`),
      '}',
      '# The files of a run of rt-app, with the largest slack at which a deadline is missed.',
      'logs() {',
      ...tasks.map(logOf),
      '}',
      functions,
    ].join('\n'),
  );
}

function sentences(): readonly string[] {
  const all = { ...guestScriptTexts, ...prefixed(loadHeads) };
  return Object.entries(all).map(([name, text]) => `${name}=${shellWord(text())}`);
}

function prefixed(texts: typeof loadHeads): Readonly<Record<string, () => string>> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [`head_${name}`, text]));
}

function taskCase({ name, scheduling, processor }: PlannedTask): string {
  const { options, priority } = chrtOf(scheduling);
  return `  ${shellWord(name)}) options='${options}' priority=${priority} processor=${processor ?? ''} ;;`;
}

/**
 * The words of `chrt`. A program may make threads and processes, which SCHED_DEADLINE forbids
 * without `-R`: then these are ordinary ones.
 */
function chrtOf(scheduling: Scheduling): { readonly options: string; readonly priority: number } {
  switch (scheduling.kind) {
    case 'fifo':
      return { options: '-f', priority: scheduling.priority };
    case 'rr':
      return { options: '-r', priority: scheduling.priority };
    case 'deadline': {
      const { runtime, deadline, period } = scheduling;
      return { options: `-R -d -T ${runtime} -D ${deadline} -P ${period}`, priority: 0 };
    }
  }
}

/** rt-app counts slack from the end of the period, in µs. */
function logOf({ name, period, deadline }: PlannedTask, index: number): string {
  return `  look ${shellWord(name)} ${shellWord(`rt-app-${name}-${index}.log`)} ${(period - deadline) / 1000} ${period / 1000}`;
}
