import type { Steps } from '../../arithmetic/steps.ts';
import type { CoreAnalysis, MachineAnalysis, Verdict } from '../../model/analysis.ts';
import type { CompletedMachine } from '../../model/completed.ts';
import type { SearchSpent } from '../../model/reason.ts';
import { worstOf } from '../../model/verdict.ts';
import { sharingRules } from '../run/sharing-rules.ts';
import {
  type Attempt,
  type Missed,
  outcomeOf,
  partOf,
  spentWith,
  withMissed,
} from '../search/attempt.ts';
import { heldBackFrom, latePhases, type Sharers } from '../search/late-searches.ts';
import { hostServers } from '../server.ts';

/**
 * Searches each open core of a machine for a run in which a VCPU misses: one in which guests hold
 * back, else one at other phases. The cores have equal parts of the steps. A core that stays open
 * says how far the searches came with this patience, in ns.
 */
export function searchCores(
  machine: CompletedMachine,
  host: MachineAnalysis,
  open: readonly CoreAnalysis[],
  patience: number,
  steps: Steps,
): MachineAnalysis {
  const rules = sharingRules(machine, 0);
  if (rules === null) return host;
  const { servers } = hostServers(machine);
  return open.reduce((before, { core }, index) => {
    const own = servers.filter((server) => server.core === core && server.budget > 0);
    const part = partOf(steps, 1 / (open.length - index));
    const outcome = outcomeOf(attempts({ rules, core, servers: own }, part));
    return outcome.kind === 'missed'
      ? refuted(before, core, outcome.missed)
      : stillOpen(before, core, patience, outcome.kind === 'open' ? outcome.searches : []);
  }, host);
}

function* attempts(sharers: Sharers, steps: Steps): Generator<Attempt> {
  yield heldBackFrom(sharers, sharers.servers, steps);
  yield latePhases(sharers, steps);
}

function stillOpen(
  host: MachineAnalysis,
  core: number,
  patience: number,
  searches: readonly SearchSpent[],
): MachineAnalysis {
  return withCore(host, core, (own) => ({
    ...own,
    verdict: spentWith(own.verdict, patience, searches),
  }));
}

function refuted(host: MachineAnalysis, core: number, missed: Missed): MachineAnalysis {
  const { reason, test } = missed;
  const verdict: Verdict = { kind: 'unschedulable', reason };
  const vcpus = withMissed(host.vcpus, missed, verdict);
  return withCore({ ...host, vcpus }, core, (own) => ({ ...own, test, verdict }));
}

/** The machine with another verdict on one core. That of the machine follows. */
function withCore(
  host: MachineAnalysis,
  core: number,
  change: (own: CoreAnalysis) => CoreAnalysis,
): MachineAnalysis {
  const cores = host.cores.map((own) => (own.core === core ? change(own) : own));
  const verdict = worstOf([...cores, host].map((part) => part.verdict));
  const test = cores.find((own) => own.verdict === verdict)?.test ?? host.test;
  return { ...host, cores, verdict, test };
}
