import { t } from '@vscode/l10n';
import { formatDuration } from '../text/duration.ts';

/** The titles of the rows of a task's hover. */
export const taskRows = {
  response: () => t('response'),
  responseAtMost: () => t('response, at most'),
  here: () => t('with these neighbors'),
  slack: () => t('slack'),
  deadline: () => t('deadline'),
  wcetAndPeriod: () => t('wcet / period'),
  on: () => t('on'),
} as const;

/** A task that holds beside its neighbors, without a bound of its response. */
export function holds(): string {
  return t('holds');
}

export function noBound(): string {
  return t('no bound');
}

export function deadlineText(deadline: number, soft: boolean): string {
  return soft
    ? t('{deadline}, soft', { deadline: formatDuration(deadline) })
    : formatDuration(deadline);
}

/** A VCPU with its interface, if it has one; `vcpu` is marked up as code. */
export function onVcpu(vcpu: string, budget: number | null, period: number | null): string {
  return budget === null || period === null
    ? vcpu
    : t('{vcpu}: {budget} every {period}', {
        vcpu,
        budget: formatDuration(budget),
        period: formatDuration(period),
      });
}

/** The offset of a task whose proof holds for every phasing. */
export function offsetNotUsed(offset: number): string {
  return t('Its offset of {offset} is not used by the proof, which holds for every phasing.', {
    offset: formatDuration(offset),
  });
}
