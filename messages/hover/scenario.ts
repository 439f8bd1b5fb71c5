import { t } from '@vscode/l10n';
import type { AsOne } from '../../scheduling/model/analysis.ts';
import { formatDuration } from '../text/duration.ts';
import { percent } from '../text/percent.ts';

/** The outcome of a step; `action` is marked up as code. */
export function stepLine(admitted: boolean, action: string, at: number): string {
  const known = { action, time: formatDuration(at) };
  return admitted
    ? t('✓ **admitted** — {action} at {time}', known)
    : t('✗ **refused** — {action} at {time}', known);
}

/** When an admitted plan is in force. */
export function inForceLine(from: number): string {
  return t('In force from {time}, the end of the running frame.', { time: formatDuration(from) });
}

/** Other actions of the instant were tried with this one. */
export function asOneLine(asOne: AsOne): string {
  return asOne === 'admitted'
    ? t('The actions of this instant were tried as one, and fit together.')
    : t('The actions of this instant do not fit together, so each was tried by itself, in order.');
}

export function nothingRunsThen(): string {
  return t('Nothing runs then.');
}

export function whatRunsThen(admitted: boolean): string {
  return admitted ? t('What runs then:') : t('What runs then, as before:');
}

/** `machine` is marked up as code. */
export function coreOfMachine(core: number, machine: string): string {
  return t('core {core} of {machine}', { core, machine });
}

export function otherCores(machine: string): string {
  return t('other cores of {machine}', { machine });
}

export function unusedCores(count: number): string {
  return t('{count} unused', { count });
}

/** The used and the remaining part of some cores, in cores. */
export function leftOver(used: number, cores: number): string {
  const known = {
    used: percent(used / cores),
    left: percent(Math.max(0, 1 - used / cores)),
    cores,
  };
  return cores === 1
    ? t('{used} used, **{left}** left over', known)
    : t('{used} used, **{left}** left over of {cores} cores', known);
}
