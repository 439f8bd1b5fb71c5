import { sumOfRatios } from '../demand/utilization.ts';
import type { GuestResult, SupplyPair } from '../guest/problem.ts';
import { utilization } from '../host/utilization.ts';
import type { Verdict } from '../model/analysis.ts';
import type { CompletedDomain } from '../model/completed.ts';
import { givesShares } from '../model/policies.ts';
import type { MachineFacts } from './guest-problem.ts';

const core: SupplyPair = { safe: { kind: 'full' }, necessary: { kind: 'full' } };

/**
 * The most that VCPUs can get of a machine that shares its cores by weight: a core each, for no
 * more VCPUs than there are cores. A miss on this supply proves a miss on less, for less supply
 * ends no job of a guest any earlier.
 */
export function mostShared({ cores }: MachineFacts, vcpus: number): readonly SupplyPair[] {
  return Array.from({ length: Math.min(vcpus, cores) }, () => core);
}

/** Keeps the refusals of a result on {@link mostShared}. Nothing else holds without a promise. */
export function refusalsOf(best: GuestResult, promised: GuestResult): GuestResult {
  const refused = (verdict: Verdict | undefined, otherwise: Verdict): Verdict =>
    verdict?.kind === 'unschedulable'
      ? { kind: 'unschedulable', reason: { kind: 'no-share-would-do', because: verdict.reason } }
      : otherwise;
  const { test, witness, margin } = best.verdict.kind === 'unschedulable' ? best : promised;
  return {
    ...promised,
    verdict: refused(best.verdict, promised.verdict),
    verdictOfAll: refused(best.verdictOfAll, promised.verdictOfAll),
    test,
    witness,
    margin,
    tasks: promised.tasks.map((task, index) => ({
      ...task,
      verdict: refused(best.tasks[index]?.verdict, task.verdict),
    })),
  };
}

/** A refusal if the hard tasks' utilization exceeds the domain's cap; else `null`. */
export function overCap({ policy }: MachineFacts, { cap, tasks }: CompletedDomain): Verdict | null {
  if (!givesShares(policy) || cap === undefined) return null;
  const hard = tasks.filter(({ soft }) => soft === undefined);
  const { numerator, denominator } = sumOfRatios(hard.length, (index) => {
    const task = hard[index];
    return task === undefined ? [0, 1] : [100n * BigInt(task.wcet), task.period];
  });
  if (numerator <= BigInt(cap) * denominator) return null;
  const share = utilization(hard.map(({ wcet, period }) => ({ cost: wcet, period })));
  return { kind: 'unschedulable', reason: { kind: 'over-cap', share, cap: cap / 100 } };
}
