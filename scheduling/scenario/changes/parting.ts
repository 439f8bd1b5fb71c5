import type { Action, Machine, SystemModel } from '../../model/model.ts';
import { traitsOf } from '../../model/policies.ts';
import { changesPlans } from '../../plans/plans.ts';
import { inForceFrom, type PlansInForce } from '../plans-in-force.ts';
import type { RunningDomain } from '../running-domain.ts';
import { lasts, type Parting } from './course.ts';

/**
 * Whether the future of a machine depends on who only waits to leave it: where plans change, and
 * where VCPUs have cores of their own. On machines with budgets all that leaves counts at its
 * place.
 */
function keepsParting(machine: Pick<Machine, 'policy'>): boolean {
  return traitsOf(machine.policy).gives === 'cores' || changesPlans(machine);
}

/** The domains that go from such machines to others, as they ran there. */
export function partedBy(
  { machines }: SystemModel,
  before: readonly RunningDomain[],
  after: readonly RunningDomain[],
): readonly RunningDomain[] {
  return before.filter(({ domain, machine }) => {
    const source = machines.find(({ name }) => name === machine);
    const goes = after.some((one) => one.domain.name === domain.name && one.machine !== machine);
    return goes && source !== undefined && keepsParting(source);
  });
}

/** Those that can still be on a machine with plans when its last plan is in force. */
export function partingAt(
  parting: readonly Parting[],
  machine: Pick<Machine, 'name' | 'policy'>,
  plans: PlansInForce,
  at: number,
): readonly RunningDomain[] {
  if (!changesPlans(machine)) return [];
  const from = inForceFrom(plans, machine.name, at);
  return parting.flatMap(({ one, until }) =>
    one.machine === machine.name && lasts(until, from) ? [one] : [],
  );
}

/**
 * Those that part after actions at an instant, without those that stopped. One that another plan
 * comes before has no bound any more, which stood on the windows that it had.
 */
export function partingAfter(
  parting: readonly Parting[],
  actions: readonly Action[],
  plans: PlansInForce,
  at: number,
): readonly Parting[] {
  const stopped = actions.flatMap((action) => (action.kind === 'stop' ? action.domains : []));
  const planned = actions.flatMap((action) => (action.kind === 'plan' ? [action.machine] : []));
  return parting.flatMap((each): readonly Parting[] => {
    const { domain, machine } = each.one;
    if (stopped.includes(domain.name)) return [];
    const before = planned.includes(machine) && lasts(each.until, inForceFrom(plans, machine, at));
    return [before ? { ...each, until: null } : each];
  });
}
