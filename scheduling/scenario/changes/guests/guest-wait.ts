import { guestLoad, runsGlobally, tasksOn } from '../../../choose/guest-problem.ts';
import type { Prover } from '../../../choose/prover.ts';
import type { WaitPart } from '../../../model/changes/change-wait.ts';
import type { CompletedDomain, CompletedMachine } from '../../../model/completed.ts';
import type { Task } from '../../../model/model.ts';
import { frameOf, givesShares, hasServers } from '../../../model/policies.ts';
import { losesTestTime } from '../../test/hypervisor-test.ts';
import { type Course, type LeavingTask, later } from '../course.ts';
import type { Admitted, Transition } from '../transition.ts';
import { isLess, isReshaped, quietBound, suppliesOf, without } from './guest-quiet-bound.ts';
import { type Mover, quietToLeave, suppliesAlike, waitsToLeave } from './moving-guest.ts';
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
  for (const mover of moving(transition)) {
    const { name } = mover.domain;
    const gone = course.tasks.filter(({ domain }) => domain === name).map(({ task }) => task);
    // The bound stands on the windows that there are.
    const bound = changing.has(mover.source.name) ? null : quietToLeave(prover, mover, gone);
    found.set(name, { first: [quietPart(name, bound)], last: [] });
  }
  for (const one of moved(transition)) {
    const last = comingTo(prover, one, course);
    const { first = leavingFrom(prover, one, course) } = found.get(one.after.name) ?? {};
    if (first.length + last.length > 0) found.set(one.after.name, { first, last });
  }
  return found;
}

/**
 * The wait of a domain that goes to other budgets, for the work of tasks that were taken away: they
 * are not proven on what it gets there.
 */
function leavingFrom(prover: Prover, one: Moved, { tasks }: Course): readonly WaitPart[] {
  const { machine, source, before, after } = one;
  const added = without(after.tasks, before.tasks);
  const left = tasks.flatMap(({ domain, task }) => (domain === after.name ? [task] : []));
  const pending = [...without(before.tasks, after.tasks), ...left];
  const budgets = hasServers(source.policy) && hasServers(machine.policy);
  if (!budgets || pending.length === 0 || suppliesAlike(source, before, machine, after)) return [];
  const stays = { ...before, tasks: without(after.tasks, added) };
  const bound = quietBound(prover, { machine: source, before, after: stays }, pending);
  return [quietPart(after.name, losesTestTime(source, before) ? null : bound)];
}

/** The wait of tasks that come to a domain as it goes to another machine, once it is there. */
function comingTo(prover: Prover, one: Moved, { tasks }: Course): readonly WaitPart[] {
  const { machine, source, before, after } = one;
  const gone = without(before.tasks, after.tasks);
  const left = tasks.flatMap(({ domain, task }) => (domain === after.name ? [task] : []));
  const pending = [...gone, ...left];
  const isIdle = before.tasks.length + left.length === 0;
  const comes = without(after.tasks, before.tasks).length > 0;
  // Nothing is proven of shares.
  if (!comes || isIdle || givesShares(machine.policy)) return [];
  if (suppliesAlike(source, before, machine, after) && serves(prover, machine, after, pending))
    return [];
  const uncounted = losesTestTime(machine, after) || losesTestTime(source, before);
  return [quietPart(after.name, uncounted ? null : quietBound(prover, one, pending))];
}

function quietPart(domain: string, atMost: number | null): WaitPart {
  return { kind: 'quiet', place: { kind: 'domain', domain }, atMost };
}

/** The domains that leave for another machine only while they are quiet. */
function moving({ before, after }: Transition): readonly Mover[] {
  const targets = new Map(
    after.flatMap((machine) => machine.domains.map((domain) => [domain.name, { machine, domain }])),
  );
  return before.flatMap((source) =>
    source.domains.flatMap((domain): readonly Mover[] => {
      const to = targets.get(domain.name);
      if (to === undefined || to.machine.name === source.name) return [];
      return waitsToLeave({ source, domain }, to.machine, to.domain) ? [{ source, domain }] : [];
    }),
  );
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
  const place = { kind: 'domain', domain: after.name } as const;
  const left = ghosts.map(({ task }) => task);
  const pending = [...gone, ...left];
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
    first.push({ kind: 'quiet', place, atMost: onlyQuiet || isPatient ? null : quiet() });
  const smaller = grows ? { ...after, vcpus: before.vcpus } : after;
  // Other plans may have served it since it was quiet, so no test tells.
  const untold = uncounted || frameOf(machine.policy) !== null;
  const differs = untold ? grows || pending.length > 0 : !serves(prover, machine, smaller, pending);
  const asks = reshapes || starves || differs;
  const idle = before.tasks.length + left.length === 0;
  if (added.length > 0 && asks && !idle) {
    const until = ghosts.reduce<number | null>((last, ghost) => later(last, ghost.until), at);
    const over = until === null || uncounted ? null : until - at;
    const known = !grows && !reshapes && !starves && gone.length === 0 && ghosts.length > 0;
    last.push({ kind: 'quiet', place, atMost: known ? over : quiet() });
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
