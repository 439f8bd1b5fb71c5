import { t } from '@vscode/l10n';
import type { Task } from '../../scheduling/model/model.ts';
import { formatDuration as text } from '../text/duration.ts';

export function parametersLine({ wcet, period, deadline, jitter }: Task): string {
  const known = { wcet: text(wcet), period: text(period), deadline: text(deadline) };
  return jitter > 0
    ? t('wcet {wcet}, period T = {period}, deadline D = {deadline}, jitter J = {jitter}', {
        ...known,
        jitter: text(jitter),
      })
    : t('wcet {wcet}, period T = {period}, deadline D = {deadline}', known);
}

export function onEveryVcpu(domain: string): string {
  return t('on every VCPU of {domain}', { domain });
}

export function onOneVcpu(vcpu: string, policy: string): string {
  return t('on {vcpu}, {policy}', { vcpu, policy });
}

/** `bound`: the response time is an upper bound. */
export function responseLine(response: number, deadline: number, bound: boolean): string {
  const known = { response: text(response), deadline: text(deadline) };
  return bound
    ? t('at most {response} against a deadline of {deadline}', known)
    : t('{response} against a deadline of {deadline}', known);
}
