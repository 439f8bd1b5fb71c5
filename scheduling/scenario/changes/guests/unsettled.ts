import type { Prover } from '../../../choose/prover.ts';
import { hasServers } from '../../../model/policies.ts';
import { type Course, tasksLeft, type Unsettled } from '../course.ts';
import type { Transition } from '../transition.ts';
import { isLess, isReshaped, quietBound } from './guest-quiet-bound.ts';
import { moved, staying } from './staying.ts';

/**
 * The guests that an action gives other interfaces, until they have been quiet. `inForce` tells
 * when each domain's changes are in force at the latest, in ns.
 */
export function unsettledBy(
  prover: Prover,
  transition: Transition,
  course: Course,
  inForce: ReadonlyMap<string, number | null>,
): readonly Unsettled[] {
  const stay = staying(transition).filter(({ before, after }) =>
    after.vcpus.some((vcpu, index) => {
      const old = before.vcpus[index];
      return isReshaped(vcpu, old) || isLess(vcpu, old) || isLess(old, vcpu);
    }),
  );
  const gone = moved(transition).filter(({ source }) => hasServers(source.policy));
  return [...stay, ...gone].flatMap((changing): readonly Unsettled[] => {
    const domain = changing.after.name;
    const from = inForce.get(domain);
    if (changing.before.tasks.length === 0 || from === undefined) return [];
    const quiet = quietBound(prover, changing, tasksLeft(course, domain));
    return [{ domain, until: from === null || quiet === null ? null : from + quiet }];
  });
}
