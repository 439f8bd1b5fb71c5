import { countSteps, withinSteps } from '../../arithmetic/steps.ts';
import {
  guestLoad,
  machineFacts,
  runsGlobally,
  supplyOf,
  tasksOn,
} from '../../choose/guest-problem.ts';
import type { Prover } from '../../choose/prover.ts';
import type { WaitPart } from '../../model/changes/change-wait.ts';
import type { CompletedDomain, CompletedMachine, CompletedVcpu } from '../../model/completed.ts';
import type { Task } from '../../model/model.ts';
import { hasServers } from '../../model/policies.ts';
import { supplyFunction } from '../../supply/supply-function.ts';
import { losesTestTime } from '../test/hypervisor-test.ts';
import { type Course, type LeavingTask, later } from './course.ts';
import { quietInAnyRun } from './quiet-guest.ts';
import type { Transition } from './wait.ts';

/** The waits inside a domain: those before its interface changes, and those after. */
export interface GuestParts {
  readonly first: readonly WaitPart[];
  readonly last: readonly WaitPart[];
}

/** A domain that runs before and after an action on one machine. */
interface Both {
  readonly machine: CompletedMachine;
  readonly before: CompletedDomain;
  readonly after: CompletedDomain;
}

/** The domains that stay on their machine, with what they were. */
function staying({ before, after }: Transition): readonly Both[] {
  return after.flatMap((machine): readonly Both[] => {
    const old = before.find(({ name }) => name === machine.name);
    if (old === undefined || !hasServers(machine.policy)) return [];
    const was = new Map(old.domains.map((domain) => [domain.name, domain]));
    return machine.domains.flatMap((domain): readonly Both[] => {
      const own = was.get(domain.name);
      return own === undefined || own === domain ? [] : [{ machine, before: own, after: domain }];
    });
  });
}

/** The waits inside the domains that an action changes, by domain. */
export function guestWait(
  prover: Prover,
  transition: Transition,
  course: Course,
  at: number,
): ReadonlyMap<string, GuestParts> {
  const found = new Map<string, GuestParts>();
  for (const both of staying(transition)) {
    const parts = partsOf(prover, both, course, at);
    if (parts !== null) found.set(both.after.name, parts);
  }
  return found;
}

/** The tasks that an action takes from domains that go on, as long as they can have work there. */
export function leavingTasks(
  prover: Prover,
  transition: Transition,
  at: number,
): readonly LeavingTask[] {
  return staying(transition).flatMap(({ machine, before, after }) => {
    const gone = without(before.tasks, after.tasks);
    return gone.map((task): LeavingTask => {
      const quiet = quietBound(prover, machine, before, after, [task]);
      return { domain: after.name, task, until: quiet === null ? null : at + quiet };
    });
  });
}

function partsOf(
  prover: Prover,
  { machine, before, after }: Both,
  course: Course,
  at: number,
): GuestParts | null {
  const added = without(after.tasks, before.tasks);
  const gone = without(before.tasks, after.tasks);
  const ghosts = course.tasks.filter(({ domain }) => domain === after.name);
  const shrinks = after.vcpus.some((vcpu, index) => isLess(vcpu, before.vcpus[index]));
  const grows = after.vcpus.some((vcpu, index) => isLess(before.vcpus[index], vcpu));
  const place = { kind: 'domain', domain: after.name } as const;
  const left = ghosts.map(({ task }) => task);
  const pending = [...gone, ...left];
  // Tests that take the guest's time are no task that the bound of a quiet instant could count.
  const uncounted = losesTestTime(machine, after);
  const quiet = (): number | null =>
    uncounted ? null : quietBound(prover, machine, before, after, pending);
  const first: WaitPart[] = [];
  const last: WaitPart[] = [];
  if (shrinks && (uncounted || (pending.length > 0 && !serves(prover, machine, after, pending))))
    first.push({ kind: 'quiet', place, atMost: quiet() });
  const smaller = grows ? { ...after, vcpus: before.vcpus } : after;
  const asks = uncounted ? grows || left.length > 0 : !serves(prover, machine, smaller, left);
  if (added.length > 0 && asks) {
    const until = ghosts.reduce<number | null>((last, ghost) => later(last, ghost.until), at);
    const over = until === null || uncounted ? null : until - at;
    last.push({ kind: 'quiet', place, atMost: grows ? quiet() : over });
  }
  return first.length + last.length === 0 ? null : { first, last };
}

/** Whether an interface supplies less than another in the same period. */
function isLess(a: CompletedVcpu | undefined, b: CompletedVcpu | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const [left, right] = [a.budget ?? 0, b.budget ?? 0];
  return a.period === b.period ? left < right : left * (b.period ?? 1) < right * (a.period ?? 1);
}

/** Whether a domain's hard tasks pass with some more. */
function serves(
  prover: Prover,
  machine: CompletedMachine,
  domain: CompletedDomain,
  more: readonly Task[],
): boolean {
  const facts = machineFacts(machine);
  const all = { ...domain, tasks: [...domain.tasks, ...more] };
  if (runsGlobally(domain)) {
    const supplies = domain.vcpus.map((vcpu) => supplyOf(facts, vcpu, undefined));
    const result = prover.global({ ...guestLoad(all, all.tasks), supplies });
    return result.verdict.kind === 'schedulable';
  }
  return domain.vcpus.every((vcpu) => {
    const load = guestLoad(all, tasksOn(all, vcpu.name));
    const supply = supplyOf(facts, vcpu, undefined);
    return prover.vcpu({ ...load, supply }).verdict.kind === 'schedulable';
  });
}

/** The bound of the domain's next quiet instant on the smaller of its interfaces. */
function quietBound(
  prover: Prover,
  machine: CompletedMachine,
  before: CompletedDomain,
  after: CompletedDomain,
  leaving: readonly Task[],
): number | null {
  // A guest that schedules globally has no bound that one VCPU's supply would give.
  if (runsGlobally(after)) return null;
  const facts = machineFacts(machine);
  let longest = 0;
  const added = without(after.tasks, before.tasks);
  const stays = without(after.tasks, added);
  if (stays.some((task) => task.soft !== undefined)) return null;
  for (const [index, vcpu] of after.vcpus.entries()) {
    const old = before.vcpus[index] ?? vcpu;
    const supply = supplyOf(facts, isLess(old, vcpu) ? old : vcpu, undefined).safe;
    const found = supplyFunction(supply);
    if (found === null) return null;
    const load = guestLoad(after, tasksOn({ ...after, tasks: stays }, vcpu.name));
    const gone = tasksOn({ ...after, tasks: leaving }, vcpu.name);
    const steps = countSteps(prover.limits);
    const quiet = withinSteps(() => quietInAnyRun(load, gone, found, steps), null);
    if (quiet === null) return null;
    longest = Math.max(longest, quiet);
  }
  return longest;
}

/** The tasks whose names are not among others. Equal domains may be other objects. */
function without(tasks: readonly Task[], others: readonly Task[]): readonly Task[] {
  const names = new Set(others.map(({ name }) => name));
  return tasks.filter(({ name }) => !names.has(name));
}
