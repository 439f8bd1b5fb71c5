import { t } from '@vscode/l10n';

export function budgetAbovePeriod({
  budget,
  period,
}: {
  readonly budget: string;
  readonly period: string;
}): string {
  return t(
    'A budget of {budget} does not fit into a period of {period}: it can be at most as long.',
    { budget, period },
  );
}

export function budgetAboveDeadline({
  budget,
  deadline,
}: {
  readonly budget: string;
  readonly deadline: string;
}): string {
  return t(
    'A budget of {budget} cannot be given within a deadline of {deadline}: it can be at most as long.',
    { budget, deadline },
  );
}

export function deadlineAbovePeriod({
  deadline,
  period,
}: {
  readonly deadline: string;
  readonly period: string;
}): string {
  return t("A VCPU's deadline is at most its period, and {deadline} is longer than {period}.", {
    deadline,
    period,
  });
}

export function rangeBackwards({
  from,
  to,
}: {
  readonly from: string;
  readonly to: string;
}): string {
  return t('The range runs backwards: write {to}..{from}.', { from, to });
}

export function periodHere(): string {
  return t('The period is here.');
}

export function deadlineHere(): string {
  return t('The deadline is here.');
}

export function noSuchCore({
  core,
  machine,
  cores,
}: {
  readonly core: string;
  readonly machine: string;
  readonly cores: number;
}): string {
  return cores === 1
    ? t('There is no core {core}: `{machine}` has one core, number 0.', { core, machine })
    : t('There is no core {core}: `{machine}` has the cores 0 to {last}.', {
        core,
        machine,
        last: cores - 1,
      });
}

export function machineHere(): string {
  return t('The machine is here.');
}

export function vcpuNeedsPriority(vcpu: string): string {
  return t('`{vcpu}` needs a `priority`: its machine schedules FP, where larger is more urgent.', {
    vcpu,
  });
}

export function unwrittenVcpuNeedsPriority(domain: string): string {
  return t(
    'The machine of `{domain}` schedules FP, so its VCPU needs a priority: write it down, as in `vcpu v0 priority 10`.',
    { domain },
  );
}

/** An attribute of a VCPU that its machine's policy does not look at. */
export interface IgnoredAttribute {
  readonly attribute: string;
  readonly policy: string;
  readonly machine: string;
}

export function eachOwnsCore(ignored: IgnoredAttribute): string {
  return t('`{attribute}` means nothing under {policy} on `{machine}`: each VCPU owns a core.', {
    ...ignored,
  });
}

export function windowsDecide(ignored: IgnoredAttribute): string {
  return t('`{attribute}` means nothing under {policy} on `{machine}`: windows say when it runs.', {
    ...ignored,
  });
}

export function weightsDecide(ignored: IgnoredAttribute): string {
  return t(
    '`{attribute}` means nothing under {policy} on `{machine}`: weights and caps say what it gets.',
    { ...ignored },
  );
}

export function noPriorities(ignored: IgnoredAttribute): string {
  return t(
    '`{attribute}` means nothing under {policy} on `{machine}`: it has no priorities of VCPUs.',
    { ...ignored },
  );
}

export function noUnusedTime(ignored: IgnoredAttribute): string {
  return t(
    '`{attribute}` means nothing under {policy} on `{machine}`: only RTDS gives unused time away.',
    { ...ignored },
  );
}

export function everyCore(ignored: IgnoredAttribute): string {
  return t(
    '`{attribute}` means nothing under {policy} on `{machine}`: every VCPU may run on every core.',
    { ...ignored },
  );
}

export function belowMicrosecond(time: string): string {
  return t('RTDS counts in whole microseconds, and {time} is finer: round it.', { time });
}

/** A time that RTDS cannot count, with the least and the most it can, in ns. */
export function outsideLimits(
  time: string,
  { least, most }: { readonly least: number; readonly most: number },
): string {
  return t('Xen takes {least} us to {most} us for a time under RTDS, and {time} is outside.', {
    time,
    least: least / 1_000,
    most: most / 1_000,
  });
}
