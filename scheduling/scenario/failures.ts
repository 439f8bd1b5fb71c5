import type { DomainAnalysis, LateCourse, MachineAnalysis } from '../model/analysis.ts';
import type { Element } from '../model/element.ts';
import type { DuringPlans, StepReason } from '../model/step-reason.ts';

/** A part of a proof that fails. */
export interface Failure {
  readonly reason: StepReason;
  readonly failing: Element;
  readonly across?: LateCourse;
}

/** The plan in which a machine fails, or the change of plans; `null` if it has one plan only. */
export type During = DuringPlans | null;

/** The first failure inside domains; `null` if there is none. */
export function guestFailure(guests: readonly DomainAnalysis[], during: During): Failure | null {
  for (const kind of ['unschedulable', 'unknown'] as const) {
    for (const guest of guests) {
      for (const { vcpu, verdict } of guest.vcpus) {
        if (verdict.kind !== kind) continue;
        return failure({ kind: 'vcpu', domain: guest.domain, vcpu }, verdict, during);
      }
      if (guest.verdict.kind === kind) {
        return failure({ kind: 'domain', domain: guest.domain }, guest.verdict, during);
      }
    }
  }
  return null;
}

/** The first core, or the machine, that fails; `null` if all is proven. */
export function machineFailure(machine: MachineAnalysis, during: During): Failure | null {
  if (machine.verdict.kind === 'schedulable') return null;
  for (const { core, verdict } of machine.cores) {
    if (verdict.kind !== 'schedulable' && verdict.kind === machine.verdict.kind) {
      return failure({ kind: 'core', machine: machine.machine, core }, verdict, during);
    }
  }
  return failure({ kind: 'machine', machine: machine.machine }, machine.verdict, during);
}

type WouldFail = Extract<StepReason, { kind: 'would-fail' }>;

/** A failure of an element by its verdict. */
export function failure(
  element: WouldFail['element'],
  verdict: WouldFail['verdict'],
  during: During,
): Failure {
  const reason: WouldFail = { kind: 'would-fail', element, verdict };
  return { reason: during === null ? reason : { ...reason, during }, failing: element };
}

/** The failure of what may be one of the domains that wait to leave. */
export function asParting(failure: Failure, parting: ReadonlySet<string>): Failure {
  const { reason, failing } = failure;
  const waits = reason.kind === 'would-fail' && 'domain' in failing && parting.has(failing.domain);
  return waits ? { ...failure, reason: { ...reason, waitsToLeave: true } } : failure;
}
