import { t } from '@vscode/l10n';
import { formatDuration } from '../text/duration.ts';

export function coreName(core: number): string {
  return t('core {core}', { core });
}

export function planNodeName(plan: string): string {
  return t('plan {plan}', { plan });
}

/** The domains that have no time in a plan. */
export function offDetail(domains: readonly string[]): string {
  return t('{domains} off', { domains: domains.join(', ') });
}

export function stepTime(at: number): string {
  return t('at {time}', { time: formatDuration(at) });
}

/** A VCPU's budget and period, after a larger sufficient budget. */
export function budgetDetail(
  budget: number,
  period: number,
  chosen: boolean,
  needs: number | 'none' | null,
): string {
  const known = { budget: formatDuration(budget), period: formatDuration(period) };
  const has = chosen
    ? t('{budget} every {period}, chosen', known)
    : t('{budget} every {period}', known);
  if (needs === null) return has;
  return needs === 'none'
    ? t('no budget would do, has {interface}', { interface: has })
    : t('needs {budget}, has {interface}', { budget: formatDuration(needs), interface: has });
}

/** A task's response time against its deadline; `bound` marks it as an upper bound. */
export function responseDetail(response: number, deadline: number, bound: boolean): string {
  const comparison = `${formatDuration(response)} ${response > deadline ? '>' : '≤'} ${formatDuration(deadline)}`;
  return bound ? t('within {comparison}', { comparison }) : comparison;
}

export function deadlineDetail(deadline: number): string {
  return t('deadline {deadline}', { deadline: formatDuration(deadline) });
}

export function slackDetail(slack: number): string {
  return slack < 0
    ? t('short by {time}', { time: formatDuration(-slack) })
    : t('slack {slack}', { slack: formatDuration(slack) });
}
