import { t } from '@vscode/l10n';
import { formatDuration } from '../text/duration.ts';

export function nothingProvenOfErrors(): string {
  return t('Part of its text has errors: nothing about the whole is proven.');
}

/** A domain's scheduler, machine and load; `machine` is marked up as code. */
export function domainLine(policy: string, machine: string, load: string): string {
  return t('{policy} on {machine}, {load}', { policy, machine, load });
}

export function budgetEvery(budget: number, period: number): string {
  return t('{budget} every {period}', {
    budget: formatDuration(budget),
    period: formatDuration(period),
  });
}

/** `domains` run the task set, each marked up as code. */
export function tasksetLine(tasks: number, domains: readonly string[]): string {
  const count = tasks === 1 ? t('1 task') : t('{tasks} tasks', { tasks });
  return domains.length === 0
    ? t('{count}, run by no domain', { count })
    : t('{count}, run by {domains}', { count, domains: domains.join(', ') });
}
