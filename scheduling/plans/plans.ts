import type { Machine, MachinePolicy, Plan } from '../model/model.ts';
import { frameOf } from '../model/policies.ts';

/**
 * The plan of a machine's plain windows, in force at the start. No written plan may have its name.
 */
export const firstPlan = 'first';

/** The plans of a machine, the first one first; none if its windows never change. */
export function plansOf(policy: MachinePolicy): readonly Plan[] {
  const frame = frameOf(policy);
  if (frame === null || frame.plans === undefined) return [];
  const { windows, open } = frame;
  const first = { name: firstPlan, windows, ...(open === undefined ? {} : { open: open.vcpus }) };
  return [first, ...frame.plans];
}

/** Whether a machine has another plan to change to. */
export function changesPlans({ policy }: Pick<Machine, 'policy'>): boolean {
  return plansOf(policy).length > 1;
}

/** The machine as it runs under one of its plans alone; unchanged if it has no such plan. */
export function underPlan<M extends Pick<Machine, 'policy'>>(machine: M, plan: string): M {
  const frame = frameOf(machine.policy);
  const found = plansOf(machine.policy).find(({ name }) => name === plan);
  if (frame === null || found === undefined) return machine;
  const { plans: _, open, ...rest } = frame;
  const left =
    found.open === undefined ? {} : { open: { vcpus: found.open, frame: open?.frame === true } };
  return { ...machine, policy: { ...rest, ...left, windows: found.windows } };
}

/** Whether a plan gives a domain no time at all. One whose windows are not chosen is not off. */
export function isOff({ windows, open = [] }: Plan, domain: string): boolean {
  return [...windows, ...open].every((window) => window.domain !== domain);
}

/** Whether a domain has its first time in a plan that a scenario changes to. */
export function isOffAtFirst(policy: MachinePolicy, domain: string): boolean {
  const [first, ...others] = plansOf(policy);
  if (first === undefined || !isOff(first, domain)) return false;
  return others.some((plan) => !isOff(plan, domain));
}
