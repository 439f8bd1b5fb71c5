import { t } from '@vscode/l10n';
import { codes } from '../text/lists.ts';

export function needsPeriod(task: string): string {
  return t('`{task}` needs a `period`: the least time between two releases, as in `period 10ms`.', {
    task,
  });
}

export function needsWcet(task: string): string {
  return t('`{task}` needs a `wcet`: the longest a job may run, as in `wcet 1ms`.', { task });
}

export function wcetAboveDeadline({
  wcet,
  deadline,
}: {
  readonly wcet: string;
  readonly deadline: string;
}): string {
  return t(
    'A wcet of {wcet} never ends within a deadline of {deadline}: make it shorter, or the deadline longer.',
    { wcet, deadline },
  );
}

export function wcetAbovePeriod({
  wcet,
  period,
}: {
  readonly wcet: string;
  readonly period: string;
}): string {
  return t(
    'A wcet of {wcet} never ends within the deadline, which is the period of {period}: make it shorter, or write a longer deadline.',
    { wcet, period },
  );
}

export function bcetAboveWcet({
  bcet,
  wcet,
}: {
  readonly bcet: string;
  readonly wcet: string;
}): string {
  return t('The best case of {bcet} is longer than the worst case of {wcet}.', { bcet, wcet });
}

export function wcetHere(): string {
  return t('The wcet is here.');
}

export function taskHere(): string {
  return t('The task is here.');
}

/** A task without a priority in a domain that orders tasks by priority. */
export interface TaskWithoutPriority {
  readonly task: string;
  readonly domain: string;
  readonly policy: string;
}

export function taskNeedsPriority(without: TaskWithoutPriority): string {
  return t('`{task}` needs a `priority`: `{domain}` schedules {policy}; larger is more urgent.', {
    ...without,
  });
}

export function taskNeedsPriorityAsOthers(without: TaskWithoutPriority): string {
  return t(
    '`{task}` needs a `priority`: `{domain}` schedules {policy}, because some of its tasks have priorities; larger is more urgent.',
    { ...without },
  );
}

export function tasksetNeedsPriorities(without: TaskWithoutPriority): string {
  return t(
    '`{domain}` schedules {policy}, and `{task}` of this task set has no `priority`: give every task one, larger is more urgent.',
    { ...without },
  );
}

/** A domain whose tasks have priorities that its policy ignores. */
export interface IgnoredPriority {
  readonly domain: string;
  readonly policy: string;
}

export function orderedByPeriods(ignored: IgnoredPriority): string {
  return t(
    '`priority` means nothing here: `{domain}` schedules {policy}, which orders tasks by their periods.',
    { ...ignored },
  );
}

export function orderedByDeadlines(ignored: IgnoredPriority): string {
  return t(
    '`priority` means nothing here: `{domain}` schedules {policy}, which orders tasks by their deadlines.',
    { ...ignored },
  );
}

export function orderedByJobs(ignored: IgnoredPriority): string {
  return t(
    '`priority` means nothing here: `{domain}` schedules {policy}, which orders tasks by the deadlines of their jobs.',
    { ...ignored },
  );
}

export function orderedByTurns(ignored: IgnoredPriority): string {
  return t(
    '`priority` means nothing here: `{domain}` schedules {policy}, which orders tasks by turns.',
    { ...ignored },
  );
}

export function taskOnNoVcpu({
  task,
  domain,
  vcpus,
}: {
  readonly task: string;
  readonly domain: string;
  readonly vcpus: readonly string[];
}): string {
  return t(
    '`{task}` stands on no VCPU: `{domain}` has {vcpus}, say which with `on`, or let its scheduler be `global`.',
    { task, domain, vcpus: codes(vcpus) },
  );
}

export function tasksetOnNoVcpu({
  domain,
  vcpus,
}: {
  readonly domain: string;
  readonly vcpus: readonly string[];
}): string {
  return t(
    'The tasks of this task set stand on no VCPU: `{domain}` has {vcpus}, say which with `on`.',
    { domain, vcpus: codes(vcpus) },
  );
}

export function vcpuInTaskset(): string {
  return t(
    'A task of a task set says no VCPU: the domain that runs the task set does, as in `run control on v0`.',
  );
}

export function vcpuOfAddedTask(): string {
  return t('A task that is added says its VCPU after `to`, as in `to guest.v0`.');
}

export function onEveryVcpu(domain: string): string {
  return t('`on` means nothing here: `{domain}` lets every task run on every VCPU.', { domain });
}
