import type { Steps } from '../../../arithmetic/steps.ts';
import type { MachineAnalysis } from '../../../model/analysis.ts';
import { type CompletedMachine, hasWrittenCore } from '../../../model/completed.ts';
import type { LateOnCore, SearchSpent } from '../../../model/reason.ts';
import type { RunRules } from '../../run/first-late.ts';
import { missTogether } from '../../run/miss-together.ts';
import { sharingRules } from '../../run/sharing-rules.ts';
import { spentWith } from '../../search/attempt.ts';
import { type HostServer, hostServers } from '../../server.ts';
import { keyOfVcpu, nameOf } from '../../vcpu-name.ts';
import { coreRules } from '../core-test.ts';
import type { Conflict } from './conflict.ts';
import { searchEveryPlacement } from './every-placement.ts';
import { coresByRoom, lateOn } from './late-beside.ts';

/** The VCPUs for which no core was found. */
export function unplaced(host: MachineAnalysis): MachineAnalysis['vcpus'] {
  return host.vcpus.filter(
    ({ verdict }) => verdict.kind === 'unknown' && verdict.reason.kind === 'unplaced',
  );
}

/**
 * Searches for a run that misses on some core of each placement of the VCPUs whose cores are not
 * written. Then no placement works, and the verdict tells the run of one. A machine that stays open
 * says how far the search came with this patience, in ns.
 */
export function searchPlacements(
  machine: CompletedMachine,
  host: MachineAnalysis,
  patience: number,
  steps: Steps,
): MachineAnalysis {
  const rules = coreRules(machine);
  const run = sharingRules(machine, 0);
  if (rules === null || run === null) return host;
  const written = writtenCores(machine);
  const active = hostServers(machine).servers.filter(({ budget }) => budget > 0);
  const isPinned = (server: HostServer) => written.has(keyOfVcpu(server));
  const found = searchEveryPlacement(
    {
      ...{ rules, run, cores: machine.cores.length },
      pinned: active.filter(isPinned),
      free: active.filter((server) => !isPinned(server)),
    },
    steps,
  );
  if (found.kind === 'open') return stillOpen(host, patience, found.searches);
  const late = telling(machine, run, active, found.conflicts);
  return {
    ...host,
    test: { name: 'placements', kind: 'necessary' },
    verdict: {
      kind: 'unschedulable',
      reason: {
        kind: 'some-unplaced',
        vcpus: unplaced(host).map(nameOf),
        cores: machine.cores.length,
        certain: true,
        ...(late === null ? {} : { late }),
      },
    },
  };
}

function stillOpen(
  host: MachineAnalysis,
  patience: number,
  searches: readonly SearchSpent[],
): MachineAnalysis {
  return { ...host, verdict: spentWith(host.verdict, patience, searches) };
}

function writtenCores({ domains }: CompletedMachine): ReadonlySet<string> {
  return new Set(
    domains.flatMap(({ name, vcpus }) =>
      vcpus.filter(hasWrittenCore).map((vcpu) => keyOfVcpu({ domain: name, vcpu: vcpu.name })),
    ),
  );
}

/** The run of a conflict of VCPUs without a core and of those of one, the one with most room. */
function telling(
  machine: CompletedMachine,
  run: RunRules,
  servers: readonly HostServer[],
  conflicts: readonly Conflict[],
): LateOnCore | null {
  for (const core of coresByRoom(machine, servers)) {
    const there = new Set(servers.filter((server) => server.core === null || server.core === core));
    for (const conflict of conflicts) {
      if (!conflict.servers.every((server) => there.has(server))) continue;
      const miss = conflict.miss ?? missTogether(run, conflict.servers);
      if (miss !== null) return lateOn(core, miss);
    }
  }
  return null;
}
