import { t } from '@vscode/l10n';

export function nameOfFirstPlan(): string {
  return t(
    'The windows outside of plans are the plan `first` already: give this one another name.',
  );
}

export function emptyPlan(plan: string): string {
  return t(
    'No `window` stands in plan `{plan}`, so nothing runs while it is in force: add lines like `window guest.v0 at 0ms for 10ms`.',
    { plan },
  );
}

export function unusedPlan(plan: string): string {
  return t('No scenario changes to plan `{plan}`: write `at D plan MACHINE {plan}` in one.', {
    plan,
  });
}

export function noWindowInPlan({
  domain,
  vcpu,
  plan,
}: {
  readonly domain: string;
  readonly vcpu: string;
  readonly plan: string;
}): string {
  return t(
    '`{domain}` runs in plan `{plan}`, where `{domain}.{vcpu}` has no window: give it one, or take all windows of `{domain}` out of the plan.',
    { domain, vcpu, plan },
  );
}

export function machineWithoutPlans(machine: string): string {
  return t(
    '`{machine}` has no plans to change between: add blocks like `plan landing { window … }` to it.',
    { machine },
  );
}
