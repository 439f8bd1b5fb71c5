import { type Steps, withinSteps } from '../../../arithmetic/steps.ts';
import type { HostRun } from '../../../model/reason.ts';
import type { RunningServer, RunRules } from '../../run/first-late.ts';
import type { Missed } from '../../search/attempt.ts';
import { type LastMiss, withFewest } from '../../search/fewest.ts';
import type { HostServer } from '../../server.ts';
import { keyOfVcpu } from '../../vcpu-name.ts';

/**
 * VCPUs that cannot share a core, with or without others, for the guests of these may ask for
 * nothing. `miss` is the miss of a run; `null` if the necessary test refuses them.
 */
export interface Conflict {
  readonly servers: readonly HostServer[];
  readonly miss: LastMiss | null;
}

/** The conflict that a run shows, with as few VCPUs as it needs. */
export function conflictOf(
  rules: RunRules,
  servers: readonly HostServer[],
  { server, reason }: Missed,
  steps: Steps,
): Conflict {
  const run = runOf(reason);
  if (run === null) return { servers, miss: null };
  const running = runningIn(servers, run);
  const miss = { server, time: run.until, run };
  const fewest = withinSteps(() => withFewest(rules, running, miss, steps), miss);
  const needed = new Set(fewest.run.vcpus.map(({ vcpu }) => keyOfVcpu(vcpu)));
  return { servers: servers.filter((each) => needed.has(keyOfVcpu(each))), miss: fewest };
}

function runOf(reason: Missed['reason']): HostRun | null {
  return reason.kind === 'held-back' || reason.kind === 'late-by-phases' ? reason.run : null;
}

function runningIn(servers: readonly HostServer[], { vcpus }: HostRun): readonly RunningServer[] {
  const byName = new Map(servers.map((server) => [keyOfVcpu(server), server]));
  return vcpus.flatMap(({ vcpu, replenished, asks }): RunningServer[] => {
    const server = byName.get(keyOfVcpu(vcpu));
    return server === undefined ? [] : [{ server, replenished, asks }];
  });
}
