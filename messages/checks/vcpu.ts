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

export function vcpuNeedsPriority({
  vcpu,
  policy,
}: {
  readonly vcpu: string;
  readonly policy: string;
}): string {
  return t(
    '`{vcpu}` needs a `priority`: its machine schedules {policy}, where larger is more urgent.',
    { vcpu, policy },
  );
}

export function unwrittenVcpuNeedsPriority({
  domain,
  policy,
}: {
  readonly domain: string;
  readonly policy: string;
}): string {
  return t(
    'The machine of `{domain}` schedules {policy}, so its VCPU needs a priority: write it down, as in `vcpu v0 priority 10`.',
    { domain, policy },
  );
}

export function finerThanGrid({
  policy,
  step,
  time,
}: {
  readonly policy: string;
  readonly step: string;
  readonly time: string;
}): string {
  return t('{policy} counts in steps of {step}, and {time} is finer: round it.', {
    policy,
    step,
    time,
  });
}

/** A time that a policy cannot count, with the policy's limits, in ns. */
export function outsideLimits({
  policy,
  time,
  least,
  most,
}: {
  readonly policy: string;
  readonly time: string;
  readonly least: number;
  readonly most: number;
}): string {
  return t('Xen takes {least} us to {most} us for a time under {policy}, and {time} is outside.', {
    policy,
    time,
    least: least / 1_000,
    most: most / 1_000,
  });
}
