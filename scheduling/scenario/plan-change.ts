import { analyzeDomain } from '../choose/analyze-domain.ts';
import { domainWindows, machineFacts } from '../choose/guest-problem.ts';
import type { Prover } from '../choose/prover.ts';
import { hasSoundWindows } from '../host/arinc653.ts';
import type { DomainAnalysis, Verdict } from '../model/analysis.ts';
import type { CompletedDomain, CompletedMachine } from '../model/completed.ts';
import type { Machine, Task } from '../model/model.ts';
import { frameOf } from '../model/policies.ts';
import { isAligned } from '../model/releases.ts';
import type { DuringPlans } from '../model/step-reason.ts';
import { plansOf, underPlan } from '../plans/plans.ts';
import { type PlanCourse, planCourse } from './plan-course.ts';
import type { PlanInForce } from './plans-in-force.ts';
import type { RunningDomain } from './running-domain.ts';

/**
 * A domain across the changes of its machine's plan, with the plan or the change that it ran in.
 */
export interface AcrossPlans {
  readonly guest: DomainAnalysis;
  readonly during: DuringPlans;
  /** The course of an analysis across a change; `null` in one plan, and where it was too long. */
  readonly course: AnalyzedCourse | null;
}

/** A course and the tasks that were analyzed in it. */
interface AnalyzedCourse extends PlanCourse {
  readonly domain: CompletedDomain;
}

/**
 * Analyzes the domains of a machine across the changes of plan that they can see from `now` on: for
 * each domain its supply over all windows of time that straddle the changes, old plans up to a
 * frame's end and new ones from there. A domain that sees one plan only is not among them.
 *
 * Tasks that were removed count as long as work of theirs can be pending. `machine` is declared,
 * with all its plans, `completed` runs in its last plan.
 */
export function acrossPlans(
  prover: Prover,
  machine: Machine,
  completed: CompletedMachine,
  running: readonly RunningDomain[],
  plans: readonly PlanInForce[],
  now: number,
): readonly AcrossPlans[] {
  if (plans.length < 2 || !soundPlans(machine)) return [];
  return completed.domains.flatMap((domain): readonly AcrossPlans[] => {
    const one = running.find((other) => other.domain.name === domain.name);
    const hard = domain.tasks.some((task) => task.soft === undefined);
    if (one === undefined || !hard) return [];
    // A plan that begins as the domain starts is switched to from the one before.
    const start = plans.findLastIndex(({ from }) => from < one.since);
    const seen = plans.slice(Math.max(0, start));
    return acrossPlansOf({ prover, machine, completed, domain, one, seen, now });
  });
}

function soundPlans(machine: Machine): boolean {
  return plansOf(machine.policy).every(({ name }) => {
    const frame = frameOf(underPlan(machine, name).policy);
    return frame !== null && hasSoundWindows(frame);
  });
}

interface Across {
  readonly prover: Prover;
  readonly machine: Machine;
  readonly completed: CompletedMachine;
  readonly domain: CompletedDomain;
  readonly one: RunningDomain;
  readonly seen: readonly PlanInForce[];
  readonly now: number;
}

function acrossPlansOf(across: Across): readonly AcrossPlans[] {
  const { prover, machine, completed, one, seen, now } = across;
  const { domain, course } = withRemoved(across);
  if (course === null) return [];
  const during = changeOf(course === 'too-long' ? seen : course.plans, now);
  if (course === 'too-long') return [{ guest: undecided(across), during, course: null }];
  const found: AcrossPlans[] = [];
  const [first] = course.plans;
  const aligned = isAligned(machine.policy, domain);
  if (first !== undefined && !aligned && course.from > one.since) {
    const during = { kind: 'plan', plan: first.plan } as const;
    found.push({ guest: inPlan(across, domain, first.plan), during, course: null });
  }
  const facts = machineFacts(completed);
  const guest = analyzeDomain(prover, facts, machine.name, domain, course.supplies);
  found.push({ ...refutedBy(across, course, domain, guest), during });
  return found;
}

/**
 * The domain with the removed tasks whose work can be pending within the course, and the course of
 * them all.
 */
function withRemoved({ prover, machine, domain, one, seen, now }: Across): {
  readonly domain: CompletedDomain;
  readonly course: PlanCourse | null | 'too-long';
} {
  const left = [...one.left].sort((a, b) => b.at - a.at);
  const aligned = isAligned(machine.policy, domain);
  const gone: Task[] = [];
  while (true) {
    const all = gone.length === 0 ? domain : { ...domain, tasks: [...domain.tasks, ...gone] };
    const { since, moved } = one;
    const problem = { machine, domain: all, plans: seen, since, moved, aligned };
    const course = planCourse(problem, now, prover.limits);
    const next = left[gone.length];
    const from = course === null || course === 'too-long' ? now : course.from;
    if (next === undefined || next.at <= from) return { domain: all, course };
    gone.push({ ...next.task, name: `${next.task.name} (${gone.length})` });
  }
}

function inPlan({ prover, machine, completed }: Across, domain: CompletedDomain, plan: string) {
  const under = underPlan({ ...completed, policy: machine.policy }, plan);
  const facts = machineFacts(under);
  const windows = domainWindows(facts, under.domains, domain, 'anywhere');
  return analyzeDomain(prover, facts, machine.name, domain, windows);
}

/**
 * The result where each miss is one of a legal run: all its tasks have been there from the course's
 * beginning, and no others. A miss of other courses is no proof.
 */
function refutedBy(
  { prover, machine, completed, domain, one, seen, now }: Across,
  course: PlanCourse,
  analyzed: CompletedDomain,
  guest: DomainAnalysis,
): Omit<AcrossPlans, 'during'> {
  const here = { guest, course: { ...course, domain: analyzed } };
  if (guest.verdict.kind !== 'unschedulable') return here;
  if (analyzed === domain && course.from >= one.changed) return here;
  const inDoubt = { ...here, guest: doubtful(guest) };
  if (isAligned(machine.policy, domain)) return inDoubt;
  const since = Math.max(one.since, one.changed);
  const together = { machine, domain, plans: seen, since, moved: one.moved, aligned: false };
  const later = planCourse(together, now, prover.limits);
  if (later === null || later === 'too-long') return inDoubt;
  const facts = machineFacts(completed);
  const exact = analyzeDomain(prover, facts, machine.name, domain, later.supplies);
  return exact.verdict.kind === 'unschedulable'
    ? { guest: exact, course: { ...later, domain } }
    : inDoubt;
}

function doubtful(guest: DomainAnalysis): DomainAnalysis {
  const verdict: Verdict = {
    kind: 'unknown',
    reason: { kind: 'undecided', doubt: 'with-removed' },
  };
  const weaken = <Part extends { readonly verdict: Verdict }>(part: Part): Part =>
    part.verdict.kind === 'unschedulable' ? { ...part, verdict } : part;
  return {
    ...weaken(guest),
    vcpus: guest.vcpus.map(weaken),
    tasks: guest.tasks.map(weaken),
  };
}

function undecided({ machine, domain }: Across): DomainAnalysis {
  const reason = { kind: 'undecided', doubt: 'too-many-steps' } as const;
  return {
    domain: domain.name,
    machine: machine.name,
    verdict: { kind: 'unknown', reason },
    vcpus: [],
    tasks: [],
  };
}

/** The last change among some plans that is not over now, or the last one. */
function changeOf(plans: readonly PlanInForce[], now: number): DuringPlans {
  const found = plans.findIndex(({ from }, index) => index > 0 && from >= now);
  const to = plans[found < 0 ? plans.length - 1 : found];
  const from = plans[(found < 0 ? plans.length - 1 : found) - 1];
  if (from === undefined || to === undefined) throw new RangeError('no change of plan');
  return { kind: 'change', from: from.plan, to: to.plan, at: to.from };
}
