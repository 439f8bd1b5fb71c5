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

/** More interfaces than a line has room for. */
export function moreInterfaces(count: number): string {
  return count === 1 ? t('and one more') : t('and {count} more', { count });
}

/** The third core by way of which a VCPU goes to its own. */
export function byWayOf(vcpu: string, core: number): string {
  return t('{vcpu} by way of core {core}', { vcpu, core });
}

/** The interfaces that hold from a scenario's step on, as Markdown would list them. */
export function fromHereOn(interfaces: readonly string[]): string {
  return [t('From here on:'), ...interfaces].join('\n');
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
