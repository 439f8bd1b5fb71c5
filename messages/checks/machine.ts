import { t } from '@vscode/l10n';

export function switchesNeedClock(machine: string): string {
  return t(
    '`{machine}` has no `clock`, and its switches are given in cycles: add its clock, as in `clock 2.66 GHz`.',
    { machine },
  );
}

export function cyclesUsedHere(): string {
  return t('Cycles are used here.');
}

export function taskSwitchNeedsClock(machine: string): string {
  return t(
    '`{machine}` has no `clock`, so cycles cannot be told in time: add its clock, as in `clock 2.66 GHz`, or write a time here.',
    { machine },
  );
}

export function tooManyCycles({
  cycles,
  machine,
}: {
  readonly cycles: string;
  readonly machine: string;
}): string {
  return t(
    '{cycles} cycles of `{machine}` are longer than the longest time, 10^15 ns (about 11 days).',
    { cycles, machine },
  );
}

export function costHere(): string {
  return t('The cost is here.');
}

export function directionTwice(): string {
  return t('This direction has a cost already: keep one of the lines.');
}

export function otherLineHere(): string {
  return t('The other line is here.');
}

export function emptyAdmission(): string {
  return t('`admission` says nothing here: add `in dom0`, `in hypervisor` or `cost` and a time.');
}

export function ratelimitAboveTimeslice(): string {
  return t(
    'The ratelimit is longer than the timeslice: Xen refuses that, make it at most as long.',
  );
}

export function resolutionFinerThanGrid({
  policy,
  step,
  resolution,
}: {
  readonly policy: string;
  readonly step: string;
  readonly resolution: string;
}): string {
  return t('{policy} counts in steps of {step}: a resolution of {resolution} is finer.', {
    policy,
    step,
    resolution,
  });
}
