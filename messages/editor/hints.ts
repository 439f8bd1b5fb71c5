import { t } from '@vscode/l10n';
import { formatDuration } from '../text/duration.ts';

/** The text behind a task's name; `bound` marks the response time as an upper bound. */
export function responds(response: number, bound: boolean): string {
  return bound
    ? t('responds within {response}', { response: formatDuration(response) })
    : t('responds in {response}', { response: formatDuration(response) });
}

export function slackOf(slack: number): string {
  return t('slack {slack}', { slack: formatDuration(slack) });
}

export function noBudgetWouldDo(): string {
  return t('no budget would do');
}

/** The reason for the tool's choice. */
export function chosenBecause(
  vcpu: string,
  computed: { readonly period: boolean; readonly budget: boolean; readonly core: boolean },
): string {
  const reasons = [
    ...(computed.period ? [t('the period that costs the machine least')] : []),
    ...(computed.budget ? [t('the smallest budget that serves its tasks')] : []),
    ...(computed.core ? [t('a core that has room')] : []),
  ];
  return t('Chosen for {vcpu}: {reasons}.', { vcpu, reasons: reasons.join('; ') });
}
