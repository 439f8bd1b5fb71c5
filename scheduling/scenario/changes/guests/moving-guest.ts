import { runsGlobally, tasksOn } from '../../../choose/guest-problem.ts';
import type { Prover } from '../../../choose/prover.ts';
import type { CompletedDomain } from '../../../model/completed.ts';
import type { Task } from '../../../model/model.ts';
import { hasServers, serverKind, traitsOf } from '../../../model/policies.ts';
import { losesTestTime } from '../../test/hypervisor-test.ts';
import { soonest } from '../course.ts';
import { suppliesOf } from './guest-quiet-bound.ts';
import { leavesWhenQuiet } from './move-instants.ts';
import { quietOnVcpu } from './quiet-guest.ts';
import type { Moved } from './staying.ts';
import { worksAsOne } from './works-as-one.ts';

/** Whether a domain with tasks leaves for another machine only while it is quiet. */
export function waitsToLeave(one: Moved): boolean {
  const { source, before, machine } = one;
  if (before.tasks.length === 0) return false;
  const who = leavesWhenQuiet[traitsOf(source.policy).gives][traitsOf(machine.policy).gives];
  const onlyQuiet = runsGlobally(before) || losesTestTime(source, before);
  if (who === 'none' || (who === 'global' && !onlyQuiet)) return false;
  return !suppliesAlike(one);
}

/** Whether a domain gets the same budgets on another machine. */
export function suppliesAlike({ source, before, machine, after }: Moved): boolean {
  const budgets = hasServers(source.policy) && hasServers(machine.policy);
  const alike = budgets && serverKind(source) === serverKind(machine);
  return alike && before.vcpus.every((vcpu, index) => isSame(vcpu, after.vcpus[index]));
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
  { source, before }: Pick<Moved, 'source' | 'before'>,
  gone: readonly Task[],
): number | null {
  if (losesTestTime(source, before)) return null;
  if (before.tasks.some((task) => task.soft !== undefined)) return null;
  const supplies = suppliesOf(source, before);
  const all = { ...before, tasks: [...before.tasks, ...gone] };
  const used = before.vcpus.flatMap(({ name }, index) => {
    if (tasksOn(all, name).length === 0) return [];
    return [{ name, supply: supplies[index]?.safe }];
  });
  const together = runsGlobally(before) ? worksAsOne(source) : used.length === 1;
  if (!together) return null;
  return soonest(
    used.map(({ name, supply }) =>
      supply === undefined ? null : quietOnVcpu(prover, before, gone, { name, supply }),
    ),
  );
}
