import type { Machine } from '../model/model.ts';
import { frameOf } from '../model/policies.ts';
import type { StepReason } from '../model/step-reason.ts';
import { firstPlan, plansOf } from '../plans/plans.ts';

/** A plan from an instant on, in ns: the start of a major frame. */
export interface PlanInForce {
  readonly plan: string;
  readonly from: number;
}

/**
 * The plans of each machine in the order of their times. The last may be asked and not in force.
 */
export type PlansInForce = ReadonlyMap<string, readonly PlanInForce[]>;

/** The plans of one machine. Without a change it is the first one from the start. */
export function plansInForce(plans: PlansInForce, machine: string): readonly PlanInForce[] {
  return plans.get(machine) ?? [{ plan: firstPlan, from: 0 }];
}

/** The plan that a machine runs in the end. */
export function lastPlan(plans: PlansInForce, machine: string): string {
  return plansInForce(plans, machine).at(-1)?.plan ?? firstPlan;
}

/**
 * The instant from which the plan asked for at `at` is in force, in ns: `at` itself if it runs
 * already and only a change away from it was taken back.
 */
export function inForceFrom(plans: PlansInForce, machine: string, at: number): number {
  return Math.max(at, plansInForce(plans, machine).at(-1)?.from ?? 0);
}

/** The end of the frame that runs at an instant, in ns; the instant itself at a frame's start. */
export function endOfFrame(at: number, majorFrame: number): number {
  return Math.ceil(at / majorFrame) * majorFrame;
}

/**
 * The plans after a change that is asked at an instant. A change asked before is replaced if it is
 * not in force by then.
 */
export function changedPlans(
  plans: PlansInForce,
  machine: Machine,
  plan: string,
  at: number,
): PlansInForce | StepReason {
  const frame = frameOf(machine.policy);
  if (frame === null || !plansOf(machine.policy).some(({ name }) => name === plan))
    return { kind: 'no-plan', machine: machine.name, plan };
  if (lastPlan(plans, machine.name) === plan)
    return { kind: 'in-plan-already', machine: machine.name, plan };
  const from = endOfFrame(at, frame.majorFrame);
  const before = plansInForce(plans, machine.name).filter((each) => each.from < from);
  const stays = before.at(-1)?.plan === plan;
  return new Map([...plans, [machine.name, stays ? before : [...before, { plan, from }]]]);
}

/** The machines on which another plan is asked and not in force at an instant, in ns. */
export function changingAt(plans: PlansInForce, at: number): ReadonlySet<string> {
  return new Set(
    Array.from(plans).flatMap(([machine, all]) => ((all.at(-1)?.from ?? 0) > at ? [machine] : [])),
  );
}
