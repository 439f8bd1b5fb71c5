import { t } from '@vscode/l10n';
import type { LateRun } from '../../scheduling/host/run/late-run.ts';
import { vcpuLabel } from '../../scheduling/host/vcpu-name.ts';
import type { Ask, Asks, RunningVcpu } from '../../scheduling/model/reason.ts';
import { formatDuration } from '../text/duration.ts';

/** The most asks of one guest that are told. */
const MOST_ASKS = 6;

/** The part of one VCPU in a run. */
export function partText({ vcpu, replenished, asks }: RunningVcpu): string {
  return t('{vcpu} is replenished at {time} and {asks}', {
    vcpu: vcpuLabel(vcpu),
    time: formatDuration(replenished),
    asks: asksText(asks),
  });
}

function asksText(asks: Asks): string {
  if (asks === 'always') return t('always has work');
  if (asks === 'tasks') return t('has the work of its tasks, all released at 0 ms');
  const told = asks.slice(0, MOST_ASKS).map(askText).join(', ');
  const more = asks.length - MOST_ASKS;
  return more > 0
    ? t('sleeps until it asks for {told} and {more} times more', { told, more })
    : t('sleeps until it asks for {told}', { told });
}

function askText({ at, amount }: Ask): string {
  return t('{amount} at {time}', { amount: formatDuration(amount), time: formatDuration(at) });
}

/** The miss at the end of a run. */
export function lateText({
  vcpu,
  deadline,
  due,
}: Pick<LateRun, 'vcpu' | 'deadline' | 'due'>): string {
  return t('{vcpu} misses: its {deadline} deadline passes at {time}, and its budget has not come', {
    vcpu: vcpuLabel(vcpu),
    deadline: formatDuration(deadline),
    time: formatDuration(due),
  });
}
