import { countSteps, type Steps, withinSteps } from '../../arithmetic/steps.ts';
import type { HostVcpuAnalysis, TestUsed, Verdict } from '../../model/analysis.ts';
import type { Reason, SearchSpent } from '../../model/reason.ts';
import { newTally, type Tally } from '../run/tally.ts';
import type { HostServer } from '../server.ts';
import { keyOfVcpu } from '../vcpu-name.ts';

/** A VCPU that misses in a run, and the reason that tells the run. */
export interface Missed {
  readonly server: HostServer;
  readonly reason: Reason;
  readonly test: TestUsed;
}

/** One search, and how far it came without a result. `kept` says that no run misses. */
export interface Attempt {
  readonly result: Missed | 'kept' | null;
  readonly spent: SearchSpent;
}

/** The result of searches: that of the first that has one, or how far all of them came. */
export type Outcome =
  | { readonly kind: 'kept' }
  | { readonly kind: 'missed'; readonly missed: Missed }
  | { readonly kind: 'open'; readonly searches: readonly SearchSpent[] };

/** Runs one search, which counts what it follows, until it ends or its steps are spent. */
export function attempt(
  kind: SearchSpent['kind'],
  search: (tally: Tally) => Attempt['result'],
): Attempt {
  const tally = newTally();
  const { result, ended } = withinSteps<{
    readonly result: Attempt['result'];
    readonly ended: SearchSpent['ended'];
  }>(() => ({ result: search(tally), ended: 'all-tried' }), { result: null, ended: 'patience' });
  return { result, spent: { kind, tried: tally.tried, ended } };
}

export function outOfReach(kind: SearchSpent['kind']): Attempt {
  return { result: null, spent: { kind, tried: 0, ended: 'out-of-reach' } };
}

export function partOf(steps: Steps, share: number): Steps {
  return countSteps({ steps: share * steps.left(), within: steps });
}

/** Runs searches, one after the other, until one has a result. */
export function outcomeOf(attempts: Iterable<Attempt>): Outcome {
  const searches = new Map<SearchSpent['kind'], SearchSpent>();
  for (const { result, spent } of attempts) {
    if (result === 'kept') return { kind: 'kept' };
    if (result !== null) return { kind: 'missed', missed: result };
    const { kind, tried, ended } = spent;
    searches.set(kind, { kind, tried: tried + (searches.get(kind)?.tried ?? 0), ended });
  }
  return { kind: 'open', searches: [...searches.values()] };
}

/** The VCPUs with the verdict on the one that misses. */
export function withMissed(
  vcpus: readonly HostVcpuAnalysis[],
  { server }: Missed,
  verdict: Verdict,
): readonly HostVcpuAnalysis[] {
  const late = keyOfVcpu(server);
  return vcpus.map((vcpu) => (keyOfVcpu(vcpu) === late ? { ...vcpu, verdict } : vcpu));
}

/** A verdict told at once, with how far searches came that have spent a patience, in ns. */
export function spentWith(
  verdict: Verdict,
  patience: number,
  searches: readonly SearchSpent[],
): Verdict {
  if (verdict.kind !== 'unknown') return verdict;
  const { reason: because } = verdict;
  return { kind: 'unknown', reason: { kind: 'patience-spent', patience, searches, because } };
}
