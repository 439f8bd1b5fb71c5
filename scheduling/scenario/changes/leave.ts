import type { Prover } from '../../choose/prover.ts';
import { keyOfVcpu } from '../../host/vcpu-name.ts';
import type { Action } from '../../model/model.ts';
import { mixtureOf } from './mixture.ts';
import type { VcpuChange } from './places/difference.ts';
import { domainOf } from './places/units.ts';
import type { Transition } from './transition.ts';

/**
 * The VCPUs, by their keys, whose new periods may wait without a bound until their guests are
 * quiet.
 */
export function leaveBy(actions: readonly Action[]): ReadonlySet<string> {
  return new Set(
    actions.flatMap((action) =>
      action.kind === 'set' && action.whenQuiet === true && action.period !== undefined
        ? [keyOfVcpu(action)]
        : [],
    ),
  );
}

/** Whether a change is one that has leave to wait: it stays on its machine. */
export function hasLeave(change: VcpuChange, leave: ReadonlySet<string>): boolean {
  if (change.kind !== 'reshaped' && change.kind !== 'moves') return false;
  const { from, to } = change;
  return from.place.machine.name === to.place.machine.name && leave.has(keyOfVcpu(to.server));
}

/**
 * The domains that wait until they are quiet, since they do not bear a change that has leave to
 * wait so long.
 */
export function needingLeave(
  prover: Prover,
  changes: readonly VcpuChange[],
  transition: Transition,
  leave: ReadonlySet<string>,
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const change of changes) {
    if (!hasLeave(change, leave)) continue;
    const mixture = mixtureOf(prover, change, transition);
    if (mixture !== null && !mixture.bears(mixture.next.budget)) found.add(domainOf(change));
  }
  return found;
}
