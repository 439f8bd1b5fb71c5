import type { WrongDom0, XenProblem } from '../../../messages/formats/xen-export/problem.ts';
import type { CompletedMachine } from '../../../scheduling/model/completed.ts';
import { traitsOf } from '../../../scheduling/model/policies.ts';

/**
 * Dom0 runs in the pool that Xen begins with, and cannot leave it. Where that pool promises time to
 * guests, its own has to be among what is proven.
 */
export function dom0Problems(
  machines: readonly CompletedMachine[],
  host: string,
): readonly XenProblem[] {
  const problems: XenProblem[] = [];
  const add = (why: WrongDom0, domain?: string): void => {
    const element =
      domain === undefined
        ? ({ kind: 'machine', machine: host } as const)
        : ({ kind: 'domain', domain } as const);
    problems.push({ kind: 'dom0', machine: host, why, element });
  };
  const own = machines.find(({ pool }) => pool === undefined);
  if (own === undefined) add('no-core');
  let found = false;
  for (const machine of machines) {
    for (const { name, type } of machine.domains) {
      if (type !== 'dom0') continue;
      if (machine.pool !== undefined) add('in-pool', name);
      else if (found) add('second', name);
      found = true;
    }
  }
  if (own === undefined || found || own.domains.length === 0) return problems;
  const { xen, gives } = traitsOf(own.policy);
  if (xen !== null && gives !== 'shares') add('missing');
  return problems;
}
