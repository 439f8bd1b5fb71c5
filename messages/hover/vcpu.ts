import { t } from '@vscode/l10n';
import type { Witness } from '../../scheduling/model/analysis.ts';
import type { CompletedVcpu } from '../../scheduling/model/completed.ts';
import { howGood } from '../editor/windows.ts';
import { formatDuration } from '../text/duration.ts';
import { percent } from '../text/percent.ts';

/** The titles of the rows of a VCPU's hover. */
export const vcpuRows = {
  net: () => t('budget, net'),
  gross: () => t('budget, gross'),
  smallest: () => t('smallest budget'),
  windows: () => t('windows'),
  gap: () => t('longest gap in supply'),
  margin: () => t('margin'),
  core: () => t('core'),
  response: () => t('response on its machine'),
  here: () => t('with these neighbors'),
} as const;

/** The machine's reason; `machine` is marked up as code. */
export function onMachine(machine: string, reason: string): string {
  return t('On {machine}: {reason}', { machine, reason });
}

/** The witness of a VCPU that is schedulable; `task` is marked up as code. */
export function tightestWindow({ time, demand, supply, from }: Witness, task: string): string {
  if (from !== undefined) {
    return t('Tightest from {from} to {to} of the run ({task}): {demand} done, {rest} to spare.', {
      from: formatDuration(from),
      to: formatDuration(from + time),
      task,
      demand: formatDuration(demand),
      rest: formatDuration(supply - demand),
    });
  }
  return t('Tightest at a window of {time} ({task}): {demand} asked for, {supply} sure.', {
    time: formatDuration(time),
    task,
    demand: formatDuration(demand),
    supply: formatDuration(supply),
  });
}

/**
 * Budget and period, each with a mark if the tool chose it, and a deadline other than the period.
 */
export function interfaceText({ budget, period, deadline, computed }: CompletedVcpu): string {
  const every = t('{budget} every {period}', {
    budget: chosen(budget, computed.budget),
    period: chosen(period, computed.period),
  });
  const due =
    deadline === null || deadline === period
      ? every
      : t('{interface}, due after {deadline}', {
          interface: every,
          deadline: formatDuration(deadline),
        });
  return budget === null || period === null
    ? due
    : t('{interface} = {share} of a core', { interface: due, share: percent(budget / period) });
}

function chosen(value: number | null, byTool: boolean): string {
  if (value === null) return noneWouldDo();
  const text = formatDuration(value);
  return byTool ? t('{value} (chosen)', { value: text }) : text;
}

/** The second verdict on a VCPU; `by` is when its whole budget has come, in ns. */
export function holdsHere(by: number | null): string {
  return by === null
    ? t('its tasks hold')
    : t('its tasks hold; its budget comes within {time} of its replenishment', {
        time: formatDuration(by),
      });
}

/** The windows that the tool chose for a VCPU, and how good its plan is known to be. */
export function chosenWindowsText(
  windows: readonly { readonly at: number; readonly length: number }[],
  choice: Parameters<typeof howGood>[0],
  plan?: string,
): string {
  const text = windows
    .map(({ at, length }) =>
      t('at {at} for {length}', { at: formatDuration(at), length: formatDuration(length) }),
    )
    .join(', ');
  const good = howGood(choice);
  return plan === undefined
    ? t('{windows} (chosen). {howGood}', { windows: text, howGood: good })
    : t('In plan {plan}: {windows} (chosen). {howGood}', { plan, windows: text, howGood: good });
}

export function noneWouldDo(): string {
  return t('none would do');
}

export function grossText(gross: number, budget: number | null): string {
  return budget === null || gross === budget
    ? formatDuration(gross)
    : t('{gross}: {switches} of switches', {
        gross: formatDuration(gross),
        switches: formatDuration(gross - budget),
      });
}

/** The core of a VCPU; `used` is the used share of it, if known. */
export function coreText(core: number, byTool: boolean, used: number | null): string {
  const which = byTool ? t('{value} (chosen)', { value: String(core) }) : String(core);
  return used === null ? which : t('{core}, {share} used', { core: which, share: percent(used) });
}
