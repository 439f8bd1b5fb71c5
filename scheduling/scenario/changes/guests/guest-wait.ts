import { guestLoad, runsGlobally, tasksOn } from '../../../choose/guest-problem.ts';
import type { Prover } from '../../../choose/prover.ts';
import type { WaitPart } from '../../../model/changes/change-wait.ts';
import type { CompletedDomain, CompletedMachine } from '../../../model/completed.ts';
import type { Task } from '../../../model/model.ts';
import { frameOf, givesShares, hasServers } from '../../../model/policies.ts';
import { losesTestTime } from '../../test/hypervisor-test.ts';
import { type Course, type LeavingTask, later, tasksLeft } from '../course.ts';
import type { Admitted, Transition } from '../transition.ts';
import { quietPart } from './domain-waits.ts';
import { isLess, isReshaped, quietBound, suppliesOf, without } from './guest-quiet-bound.ts';
import { quietToLeave, suppliesAlike, waitsToLeave } from './moving-guest.ts';
import { type Both, type Moved, moved, staying } from './staying.ts';

/** The waits inside a domain: those before its interface changes, and those after. */
export interface GuestParts {
  readonly first: readonly WaitPart[];
  readonly last: readonly WaitPart[];
}

/** The domains that wait until they are quiet, however long it takes. */
interface Patient {
  readonly patient: ReadonlySet<string>;
}

/** The waits inside the domains that an action changes, by domain. */
export function guestWait(
  prover: Prover,
  transition: Transition,
  course: Course,
  { at, changing, patient }: Pick<Admitted, 'at' | 'changing'> & Patient,
): ReadonlyMap<string, GuestParts> {
  const found = new Map<string, GuestParts>();
  for (const both of staying(transition)) {
    const parts = partsOf(prover, both, course, { at, patient });
    if (parts !== null) found.set(both.after.name, parts);
  }
  for (const one of moved(transition)) {
    const first = leavingFrom(prover, one, course, changing);
    const last = comingTo(prover, one, course);
    if (first.length + last.length > 0) found.set(one.after.name, { first, last });
  }
  return found;
}

/** The tasks that this action, or one before, takes from a domain, with work that may be there. */
function pendingIn({ before, after }: Both, course: Course): readonly Task[] {
  return [...without(before.tasks, after.tasks), ...tasksLeft(course, after.name)];
}

/**
 * The wait of a domain that leaves for another machine only while it is quiet, or that goes to
 * other budgets on which the work of tasks that were taken away is not proven.
 */
function leavingFrom(
  prover: Prover,
  one: Moved,
  course: Course,
  changing: Admitted['changing'],
): readonly WaitPart[] {
  const { machine, source, before, after } = one;
  if (waitsToLeave(one)) {
    // The bound stands on the windows that there are.
    const gone = tasksLeft(course, after.name);
    return [
      quietPart(after.name, changing.has(source.name) ? null : quietToLeave(prover, one, gone)),
    ];
  }
  const pending = pendingIn(one, course);
  const budgets = hasServers(source.policy) && hasServers(machine.policy);
  if (!budgets || pending.length === 0 || suppliesAlike(one)) return [];
  const there = { machine: source, before, after: { ...before, tasks: after.tasks } };
  const uncounted = losesTestTime(source, before);
  return [quietPart(after.name, uncounted ? null : quietBound(prover, there, pending))];
}

/** The wait of tasks that come to a domain as it goes to another machine, once it is there. */
function comingTo(prover: Prover, one: Moved, course: Course): readonly WaitPart[] {
  const { machine, source, before, after } = one;
  const pending = pendingIn(one, course);
  const isIdle = before.tasks.length + tasksLeft(course, after.name).length === 0;
  const comes = without(after.tasks, before.tasks).length > 0;
  // Nothing is proven of shares.
  if (!comes || isIdle || givesShares(machine.policy)) return [];
  if (suppliesAlike(one) && serves(prover, machine, after, pending)) return [];
  const uncounted = losesTestTime(machine, after) || losesTestTime(source, before);
  return [quietPart(after.name, uncounted ? null : quietBound(prover, one, pending))];
}

/** The tasks that an action takes from domains that go on, as long as they can have work there. */
export function leavingTasks(
  prover: Prover,
  transition: Transition,
  at: number,
): readonly LeavingTask[] {
  return staying(transition).flatMap((both) => {
    const { before, after } = both;
    const gone = without(before.tasks, after.tasks);
    return gone.map((task): LeavingTask => {
      const quiet = quietBound(prover, both, [task]);
      return { domain: after.name, task, until: quiet === null ? null : at + quiet };
    });
  });
}

function partsOf(
  prover: Prover,
  both: Both,
  course: Course,
  { at, patient }: Pick<Admitted, 'at'> & Patient,
): GuestParts | null {
  const { machine, before, after } = both;
  const added = without(after.tasks, before.tasks);
  // Nothing is proven there, so nothing has to wait but for earlier actions.
  if (givesShares(machine.policy)) return added.length === 0 ? null : { first: [], last: [] };
  const gone = without(before.tasks, after.tasks);
  const ghosts = course.tasks.filter(({ domain }) => domain === after.name);
  const shrinks = after.vcpus.some((vcpu, index) => isLess(vcpu, before.vcpus[index]));
  const grows = after.vcpus.some((vcpu, index) => isLess(before.vcpus[index], vcpu));
  const reshapes = after.vcpus.some((vcpu, index) => isReshaped(vcpu, before.vcpus[index]));
  const starves = isStarved(machine, after);
  const pending = pendingIn(both, course);
  // Tests that take the guest's time are no task that the bound of a quiet instant could count.
  const uncounted = losesTestTime(machine, after);
  const quiet = (): number | null => (uncounted ? null : quietBound(prover, both, pending));
  const first: WaitPart[] = [];
  const last: WaitPart[] = [];
  const onlyQuiet = before.tasks.length > 0 && (uncounted || runsGlobally(after));
  const pends = pending.length > 0 && !serves(prover, machine, after, pending);
  // Tasks that left are not proven on the mixture of two periods.
  const mixes = reshapes && pending.length > 0;
  const isPatient = patient.has(after.name);
  const waits = onlyQuiet ? shrinks || reshapes : mixes || (shrinks && pends);
  // Where only a quiet guest will do, a period end at which it is quiet need never come.
  if (waits || isPatient)
    first.push(quietPart(after.name, onlyQuiet || isPatient ? null : quiet()));
  const smaller = grows ? { ...after, vcpus: before.vcpus } : after;
  // Other plans may have served it since it was quiet, so no test tells.
  const untold = uncounted || frameOf(machine.policy) !== null;
  const differs = untold ? grows || pending.length > 0 : !serves(prover, machine, smaller, pending);
  const asks = reshapes || starves || differs;
  const idle = before.tasks.length + ghosts.length === 0;
  if (added.length > 0 && asks && !idle) {
    const until = ghosts.reduce<number | null>((last, ghost) => later(last, ghost.until), at);
    const over = until === null || uncounted ? null : until - at;
    const known = !grows && !reshapes && !starves && gone.length === 0 && ghosts.length > 0;
    last.push(quietPart(after.name, known ? over : quiet()));
  }
  return added.length + first.length === 0 ? null : { first, last };
}

/** Whether tasks of a domain are on a VCPU that gets no budget, as soft ones can be. */
function isStarved({ policy }: CompletedMachine, domain: CompletedDomain): boolean {
  if (!hasServers(policy)) return false;
  return domain.vcpus.some(
    ({ name, budget }) => (budget ?? 0) === 0 && tasksOn(domain, name).length > 0,
  );
}

/** Whether a domain's hard tasks pass with some more. */
function serves(
  prover: Prover,
  machine: CompletedMachine,
  domain: CompletedDomain,
  more: readonly Task[],
): boolean {
  const all = { ...domain, tasks: [...domain.tasks, ...more] };
  const supplies = suppliesOf(machine, domain);
  if (runsGlobally(domain)) {
    const result = prover.global({ ...guestLoad(all, all.tasks), supplies });
    return result.verdict.kind === 'schedulable';
  }
  return domain.vcpus.every((vcpu, index) => {
    const supply = supplies[index];
    if (supply === undefined) return false;
    const load = guestLoad(all, tasksOn(all, vcpu.name));
    return prover.vcpu({ ...load, supply }).verdict.kind === 'schedulable';
  });
}
