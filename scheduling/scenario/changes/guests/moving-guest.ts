import { countSteps, withinSteps } from '../../../arithmetic/steps.ts';
import { guestLoad, runsGlobally, tasksOn } from '../../../choose/guest-problem.ts';
import type { Prover } from '../../../choose/prover.ts';
import type { CompletedDomain, CompletedMachine } from '../../../model/completed.ts';
import type { Task } from '../../../model/model.ts';
import { hasServers, serverKind, traitsOf } from '../../../model/policies.ts';
import { supplyFunction } from '../../../supply/supply-function.ts';
import { losesTestTime } from '../../test/hypervisor-test.ts';
import { suppliesOf } from './guest-quiet-bound.ts';
import { leavesWhenQuiet } from './move-instants.ts';
import { quietInAnyRun } from './quiet-guest.ts';
import { soonest, worksAsOne } from './works-as-one.ts';

/** A domain with the machine that it leaves. */
export interface Mover {
  readonly source: CompletedMachine;
  readonly domain: CompletedDomain;
}

/** Whether a domain with tasks leaves for another machine only while it is quiet. */
export function waitsToLeave(
  { source, domain }: Mover,
  target: CompletedMachine,
  there: CompletedDomain,
): boolean {
  if (domain.tasks.length === 0) return false;
  const who = leavesWhenQuiet[traitsOf(source.policy).gives][traitsOf(target.policy).gives];
  const onlyQuiet = runsGlobally(domain) || losesTestTime(source, domain);
  if (who === 'none' || (who === 'global' && !onlyQuiet)) return false;
  return !suppliesAlike(source, domain, target, there);
}

/** Whether a domain gets the same budgets on another machine. */
export function suppliesAlike(
  source: CompletedMachine,
  domain: CompletedDomain,
  target: CompletedMachine,
  there: CompletedDomain,
): boolean {
  const budgets = hasServers(source.policy) && hasServers(target.policy);
  const alike = budgets && serverKind(source) === serverKind(target);
  return alike && domain.vcpus.every((vcpu, index) => isSame(vcpu, there.vcpus[index]));
}

type Interface = Pick<CompletedDomain['vcpus'][number], 'period' | 'deadline' | 'budget'>;

function isSame(a: Interface, b: Interface | undefined): boolean {
  return a.period === b?.period && a.deadline === b.deadline && a.budget === b.budget;
}

/**
 * The longest time until a domain is quiet on its machine, in ns; `null` without a bound. Several
 * VCPUs with tasks of their own have none: each is quiet at some time, and need not be when the
 * others are. `gone` are tasks that were removed and can have work. Domain: the machine's windows
 * stay as they are.
 */
export function quietToLeave(
  prover: Prover,
  { source, domain }: Mover,
  gone: readonly Task[],
): number | null {
  const supplies = suppliesOf(source, domain);
  const used = domain.vcpus.flatMap((vcpu, index) => {
    const pending = tasksOn({ ...domain, tasks: gone }, vcpu.name);
    const tasks = tasksOn(domain, vcpu.name);
    return tasks.length + pending.length === 0 ? [] : [{ supply: supplies[index], tasks, pending }];
  });
  const together = runsGlobally(domain) ? worksAsOne(source) : used.length === 1;
  if (!together || losesTestTime(source, domain)) return null;
  const bounds = used.map(({ supply: pair, tasks, pending }) => {
    if (tasks.some((task) => task.soft !== undefined)) return null;
    const supply = pair === undefined ? null : supplyFunction(pair.safe);
    if (supply === null) return null;
    const steps = countSteps(prover.limits);
    const load = guestLoad(domain, tasks);
    return withinSteps(() => quietInAnyRun(load, pending, supply, steps), null);
  });
  return soonest(bounds);
}
