import type { AnalysisCache } from '../../choose/cache/cache.ts';
import type { CompletedMachine } from '../../model/completed.ts';
import type { Action, SystemModel } from '../../model/model.ts';
import type { RunningDomain } from '../running-domain.ts';

/** The machines that an action changes, as they are completed before and after it. */
export interface Transition {
  readonly before: readonly CompletedMachine[];
  readonly after: readonly CompletedMachine[];
  /** Whether only those are shown that share a core or a pool with what changes. */
  readonly partial?: true;
}

/** An action as it is admitted. */
export interface Admitted {
  /** Its instant, in ns. */
  readonly at: number;
  /** The domains that it sends to another machine, as they ran where that matters. */
  readonly parted: readonly RunningDomain[];
  /** Whether it was tested: one that only takes load away is not. */
  readonly tested: boolean;
  /** The domains that it sends to a machine, be it that where they are. */
  readonly sent: readonly string[];
  /** The domains that it stops and starts again. */
  readonly restarted: ReadonlySet<string>;
  /** The place of a domain's first VCPU in the order declared. */
  readonly orderOf: (domain: string) => number;
  /** The VCPUs, by their keys, whose new periods may wait until their guests are quiet. */
  readonly leave: ReadonlySet<string>;
  /** The machines on which another plan is asked and not in force. */
  readonly changing: ReadonlySet<string>;
}

/** The domains that actions stop, and that run after them. */
export function restartedBy(
  actions: readonly Action[],
  after: readonly RunningDomain[],
): ReadonlySet<string> {
  const stopped = actions.flatMap((action) => (action.kind === 'stop' ? action.domains : []));
  return new Set(stopped.filter((name) => after.some(({ domain }) => domain.name === name)));
}

/** The places of domains in the order in which a model declares their VCPUs, remembered. */
export function declaredOrder(
  model: SystemModel,
  { orders }: AnalysisCache,
): (domain: string) => number {
  const known = orders.get(model) ?? orderIn(model);
  orders.set(model, known);
  return (domain) => known.get(domain) ?? 0;
}

function orderIn({ machines }: SystemModel): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  let next = 0;
  for (const { name, vcpus } of machines.flatMap(({ domains }) => domains)) {
    places.set(name, next);
    next += vcpus.length;
  }
  return places;
}

/** The domains that actions send to machines. */
export function sentBy(actions: readonly Action[]): readonly string[] {
  return actions.flatMap((action) => (action.kind === 'migrate' ? [action.domain] : []));
}
