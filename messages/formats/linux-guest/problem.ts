import { t } from '@vscode/l10n';
import type { Element } from '../../../scheduling/model/element.ts';
import type { Reason } from '../../../scheduling/model/reason.ts';
import { type Sayings, say } from '../../say.ts';
import { formatDuration } from '../../text/duration.ts';
import { reasonText } from '../../verdicts/reason.ts';

/** A part of a domain that Linux cannot be told, or that is not proven. */
export type LinuxProblem = LinuxProblemData & {
  /** The element that has to change, and its attribute. */
  readonly element: Element;
  readonly attribute?: string;
};

/** Times are in ns. */
type LinuxProblemData =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'priority'; readonly task: string; readonly priority: number }
  | { readonly kind: 'levels'; readonly domain: string; readonly count: number }
  | { readonly kind: 'fraction'; readonly task: string; readonly time: number }
  | {
      readonly kind: 'deadline';
      readonly task: string;
      readonly deadline: number;
      readonly period: number;
    }
  | { readonly kind: 'period'; readonly task: string; readonly period: number }
  | { readonly kind: 'runtime'; readonly task: string; readonly runtime: number }
  | { readonly kind: 'bound'; readonly domain: string }
  | { readonly kind: 'quantum'; readonly domain: string; readonly quantum: number }
  | {
      readonly kind: 'not-proven';
      readonly domain: string;
      readonly refuted: boolean;
      readonly reason: Reason;
    };

export type LinuxProblemKind = LinuxProblemData['kind'];

/** The code of a problem, which its page is named for. */
export function linuxCode({ kind }: Pick<LinuxProblem, 'kind'>): string {
  return `linux/${kind}`;
}

const problems: Sayings<LinuxProblem> = {
  name: ({ name }) =>
    t(
      'A thread of Linux cannot be called {name}: use letters, digits, blanks, `_`, `-`, `.` and `+`, at most 60, and no `-` at the beginning.',
      { name: JSON.stringify(name) },
    ),
  priority: ({ task, priority }) =>
    t('Linux knows the priorities 1 … 99 for such tasks; {task} has {priority}.', {
      task,
      priority,
    }),
  levels: ({ domain, count }) =>
    t('The tasks of {domain} need {count} priorities, and Linux has 98 to give.', {
      domain,
      count,
    }),
  fraction: ({ task, time }) =>
    t('rt-app takes whole microseconds; {task} has {time}.', { task, time: formatDuration(time) }),
  deadline: ({ task, deadline, period }) =>
    t(
      'SCHED_DEADLINE takes no deadline beyond the period: {task} has one of {deadline} in {period}.',
      { task, deadline: formatDuration(deadline), period: formatDuration(period) },
    ),
  period: ({ task, period }) =>
    t('SCHED_DEADLINE takes periods from 100 µs to 4194.304 ms; {task} has {period}.', {
      task,
      period: formatDuration(period),
    }),
  runtime: ({ task, runtime }) =>
    t('SCHED_DEADLINE takes no execution time below 1024 ns; {task} has {runtime}.', {
      task,
      runtime: formatDuration(runtime),
    }),
  bound: ({ domain }) =>
    t(
      'SCHED_DEADLINE binds no thread to one of several processors, and {domain} binds its tasks to VCPUs: write `global` behind its scheduler, or give it one VCPU.',
      { domain },
    ),
  quantum: ({ domain, quantum }) =>
    t('Linux takes turns of whole milliseconds; those of {domain} are {quantum}.', {
      domain,
      quantum: formatDuration(quantum),
    }),
  'not-proven': ({ domain, refuted, reason }) =>
    refuted
      ? t('{domain} is not schedulable: {because}. Run `hypersched check` for what would do.', {
          domain,
          because: reasonText(reason),
        })
      : t('{domain} is not proven: {because}. Run `hypersched check` for what would do.', {
          domain,
          because: reasonText(reason),
        }),
};

/** A problem as a sentence: what, why, and what to do. */
export function linuxProblemText(problem: LinuxProblem): string {
  return say(problems, problem);
}
