import type { Prover } from '../../../choose/prover.ts';
import { hasServers } from '../../../model/policies.ts';
import type { Course, Unsettled } from '../course.ts';
import type { Transition } from '../transition.ts';
import { type Changing, isLess, isReshaped, quietBound } from './guest-quiet-bound.ts';
import { staying } from './staying.ts';

/**
 * The guests that an action gives other interfaces, until they have been quiet. `inForce` tells
 * when each domain's changes are in force at the latest, in ns.
 */
export function unsettledBy(
  prover: Prover,
  transition: Transition,
  { tasks }: Course,
  inForce: ReadonlyMap<string, number | null>,
): readonly Unsettled[] {
  const stay = staying(transition).filter(({ before, after }) =>
    after.vcpus.some((vcpu, index) => {
      const old = before.vcpus[index];
      return isReshaped(vcpu, old) || isLess(vcpu, old) || isLess(old, vcpu);
    }),
  );
  return [...stay, ...moved(transition)].flatMap((changing): readonly Unsettled[] => {
    const domain = changing.after.name;
    const from = inForce.get(domain);
    if (changing.before.tasks.length === 0 || from === undefined) return [];
    const gone = tasks.filter((each) => each.domain === domain).map(({ task }) => task);
    const quiet = quietBound(prover, changing, gone);
    return [{ domain, until: from === null || quiet === null ? null : from + quiet }];
  });
}

/** The domains that go from budgets to another machine. */
function moved({ before, after }: Transition): readonly Changing[] {
  return after.flatMap((machine) =>
    machine.domains.flatMap((domain): readonly Changing[] => {
      const source = before.find(({ domains }) => domains.some(({ name }) => name === domain.name));
      const old = source?.domains.find(({ name }) => name === domain.name);
      if (source === undefined || old === undefined || source.name === machine.name) return [];
      return hasServers(source.policy) ? [{ machine, source, before: old, after: domain }] : [];
    }),
  );
}
