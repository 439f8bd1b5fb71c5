import {
  emptyPlan,
  machineWithoutPlans,
  nameOfFirstPlan,
  noWindowInPlan,
  unusedPlan,
} from '../../../messages/checks/plans.ts';
import { firstPlan } from '../../../scheduling/plans/plans.ts';
import type { Domain, Plan, PlanAction, Vcpu, WindowLine } from '../../generated/ast.ts';
import { type Home, homeName, homeProperty } from '../../machines/home.ts';
import { ignoredOn } from '../../policies/ignored.ts';
import { type Check, type CheckContext, check, type Report } from '../check.ts';

/** The plain windows have the name `first` already. */
function checkName(plan: Plan, report: Report): void {
  if (plan.name !== firstPlan) return;
  report({ message: nameOfFirstPlan(), node: plan, property: 'name' });
}

function checkEmpty(plan: Plan, report: Report): void {
  if (plan.windows.length > 0 || plan.name === undefined) return;
  report({ message: emptyPlan(plan.name), node: plan, property: 'name' });
}

function checkUnused(plan: Plan, report: Report, { isReferredTo }: CheckContext): void {
  const { name } = plan;
  if (name === undefined || name === firstPlan || isReferredTo(plan)) return;
  // The first of several with one name is meant.
  if (plan.$container.plans.find((other) => other.name === name) !== plan) return;
  if (ignoredOn(plan.$container, 'window') !== undefined) return;
  report({ message: unusedPlan(name), node: plan, property: 'name' });
}

/** A domain that runs in a plan needs a window there for each of its VCPUs. */
function checkVcpus(home: Home, report: Report): void {
  if (home.plans.length === 0) return;
  checkVcpusIn(firstPlan, home.windows, report);
  for (const { name, windows } of home.plans) checkVcpusIn(name, windows, report);
}

function checkVcpusIn(
  plan: string | undefined,
  windows: readonly WindowLine[],
  report: Report,
): void {
  const served = new Map<Domain, { readonly window: WindowLine; readonly vcpus: Set<Vcpu> }>();
  for (const window of windows) {
    const domain = window.domain?.ref;
    const vcpu = window.vcpu?.ref;
    if (domain === undefined) continue;
    const found = served.get(domain) ?? { window, vcpus: new Set() };
    served.set(domain, found);
    // A half-typed VCPU may be any.
    for (const each of vcpu === undefined ? domain.vcpus : [vcpu]) found.vcpus.add(each);
  }
  for (const [domain, { window, vcpus }] of served) {
    for (const vcpu of domain.vcpus) {
      if (vcpus.has(vcpu) || plan === undefined || vcpu.name === undefined) continue;
      const message = noWindowInPlan({ domain: domain.name, vcpu: vcpu.name, plan });
      report({ message, node: window, property: 'domain' });
    }
  }
}

function checkHome(action: PlanAction, report: Report, { homeOf }: CheckContext): void {
  const home = homeOf(action);
  if (home === undefined || !action.first || home.plans.length > 0) return;
  const message = machineWithoutPlans(homeName(home));
  report({ message, node: action, property: homeProperty(action) });
}

export const planChecks: readonly Check[] = [
  check('Plan', 'plan/named-first', 'error', checkName),
  check('Plan', 'plan/empty', 'warning', checkEmpty),
  check('Plan', 'plan/unused', 'hint', checkUnused),
  check('Machine', 'plan/no-window', 'error', checkVcpus),
  check('Pool', 'plan/no-window', 'error', checkVcpus),
  check('PlanAction', 'scenario/no-plans', 'error', checkHome),
];
