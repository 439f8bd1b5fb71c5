import { sameTask } from '../../../choose/cache/same-domain.ts';
import {
  domainWindows,
  machineFacts,
  runsGlobally,
  supplyOf,
} from '../../../choose/guest-problem.ts';
import type { Prover } from '../../../choose/prover.ts';
import type { SupplyPair } from '../../../guest/problem.ts';
import type { CompletedDomain, CompletedMachine, CompletedVcpu } from '../../../model/completed.ts';
import type { Task } from '../../../model/model.ts';
import { frameOf } from '../../../model/policies.ts';
import type { Supply } from '../../../supply/supply.ts';
import { latest, soonest } from '../course.ts';
import { quietOnVcpu } from './quiet-guest.ts';
import type { Both, Moved } from './staying.ts';
import { worksAsOne } from './works-as-one.ts';

/**
 * The longest time until each VCPU of a domain has been quiet since its interface changed, in ns;
 * `null` without a bound. `leaving` are tasks that are removed and can have work.
 */
export function quietBound(
  prover: Prover,
  { machine, source = machine, before, after }: Both & Partial<Pick<Moved, 'source'>>,
  leaving: readonly Task[],
): number | null {
  // Another plan may be in force there before the bound is over.
  if (frameOf(source.policy) !== null || frameOf(machine.policy) !== null) return null;
  const [from, to] = [suppliesOf(source, before), suppliesOf(machine, after)];
  const added = without(after.tasks, before.tasks);
  const stays = without(after.tasks, added);
  if (stays.some((task) => task.soft !== undefined)) return null;
  const bounds = after.vcpus.map((vcpu, index) => {
    const [old, next] = [from[index], to[index]];
    if (old === undefined || next === undefined) return null;
    const supply = across(old.safe, next.safe);
    return quietOnVcpu(prover, { ...after, tasks: stays }, leaving, { name: vcpu.name, supply });
  });
  if (!runsGlobally(after)) return latest(bounds, 0);
  return worksAsOne(source) && worksAsOne(machine) ? soonest(bounds) : null;
}

/** The supplies of a domain's VCPUs on its machine. */
export function suppliesOf(
  machine: CompletedMachine,
  domain: CompletedDomain,
): readonly SupplyPair[] {
  const facts = machineFacts(machine);
  const windows = domainWindows(facts, machine.domains, domain, 'anywhere');
  return domain.vcpus.map((vcpu, index) => supplyOf(facts, vcpu, windows?.[index]));
}

/** The supply over a change of a VCPU's interface. */
function across(before: Supply, after: Supply): Supply {
  if (before.kind === 'none' || after.kind === 'full') return before;
  if (before.kind !== 'budget' || after.kind !== 'budget') return after;
  const { period, deadline, server } = before;
  const alike = after.period === period && after.deadline === deadline && after.server === server;
  if (!alike) return { kind: 'mixed', before, after };
  return before.budget < after.budget ? before : after;
}

/** Whether an interface supplies less than another in the same time. */
export function isLess(a: CompletedVcpu | undefined, b: CompletedVcpu | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const [left, right] = [a.budget ?? 0, b.budget ?? 0];
  return a.period === b.period ? left < right : left * (b.period ?? 1) < right * (a.period ?? 1);
}

/** Whether an interface has another period or deadline than before. */
export function isReshaped(vcpu: CompletedVcpu, before: CompletedVcpu | undefined): boolean {
  if (before === undefined) return false;
  return before.period !== vcpu.period || before.deadline !== vcpu.deadline;
}

/**
 * The tasks that are not among others, by their content: equal ones may be other objects, and one
 * that was removed may come again with other times.
 */
export function without(tasks: readonly Task[], others: readonly Task[]): readonly Task[] {
  const names = new Map(others.map((task) => [task.name, task]));
  return tasks.filter((task) => {
    const other = names.get(task.name);
    return other === undefined || !sameTask(task, other);
  });
}
