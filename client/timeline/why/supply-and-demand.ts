import { allJobsDue, jobWithHigher } from '../../../messages/page/why.ts';
import { countSteps, withinSteps } from '../../../scheduling/arithmetic/steps.ts';
import { demandBound } from '../../../scheduling/demand/demand-bound.ts';
import { guestDemand } from '../../../scheduling/demand/guest-demand.ts';
import { priorityLevels } from '../../../scheduling/demand/levels.ts';
import { requestBound } from '../../../scheduling/demand/request-bound.ts';
import { factsOf } from '../../../scheduling/facts/facts.ts';
import type { ProvenVcpu } from '../../../scheduling/facts/proven.ts';
import type { GuestLoad } from '../../../scheduling/guest/problem.ts';
import { vcpuKey } from '../../../scheduling/host/vcpu-name.ts';
import type {
  Analysis,
  VcpuAnalysis,
  VcpuName,
  Witness,
} from '../../../scheduling/model/analysis.ts';
import { isEdf } from '../../../scheduling/model/guest-policies.ts';
import { hasServers } from '../../../scheduling/model/policies.ts';
import { type Curve, demandCurve, supplyCurve } from './curve.ts';

/** The curves of one VCPU: the sure supply against the demand that it must serve. */
export interface SupplyAndDemand {
  readonly vcpu: VcpuName;
  readonly supply: Curve;
  readonly demand: Curve;
  /** The supply with the neighbors that are written; `null` where it is not known to be more. */
  readonly beside: Curve | null;
  /** The end of the curves, which begin at 0, in ns. */
  readonly end: number;
  readonly witness: Witness;
  readonly analysis: VcpuAnalysis;
  /** The source of the demand, in words for people. */
  readonly demandOf: string;
  /** The budget; `null` where the supply has none that could be turned. */
  readonly budget: {
    readonly value: number;
    readonly longestGap: number;
    /** Whether a deadline other than the period stays when the period changes. */
    readonly ownDeadline: boolean;
  } | null;
  /** The number of jobs of the witness's task in the demand. */
  readonly witnessJobs: number;
}

/** The curves of each analysis, found once. */
const found = new WeakMap<Analysis, Map<string, SupplyAndDemand | null>>();

/**
 * The curves of a VCPU; `null` where no supply is sure, or the proof looked at no demand, or at one
 * run only.
 */
export function supplyAndDemand(analysis: Analysis, name: VcpuName): SupplyAndDemand | null {
  const known = found.get(analysis) ?? new Map<string, SupplyAndDemand | null>();
  found.set(analysis, known);
  const key = vcpuKey(name.domain, name.vcpu);
  const curves = known.has(key) ? (known.get(key) ?? null) : findCurves(analysis, name);
  known.set(key, curves);
  return curves;
}

function findCurves(analysis: Analysis, name: VcpuName): SupplyAndDemand | null {
  const facts = factsOf(analysis);
  const proven = facts.vcpu(name.domain, name.vcpu);
  const witness = proven?.guest.witness ?? null;
  if (proven === undefined || witness === null || witness.from !== undefined) return null;
  const { machine, domain, vcpu, guest } = proven;
  const supply = proven.supply();
  if (supply === null) return null;
  const load = proven.proof().problem;
  const columns = guestDemand(load, 'safe');
  const response = facts.task(domain.name, witness.task)?.verdict.response ?? 0;
  const end = Math.ceil(
    Math.max(
      witness.time,
      response,
      supply.longestGap === Number.POSITIVE_INFINITY ? 0 : supply.longestGap,
    ) * 1.3,
  );
  const edf = isEdf(domain.policy);
  const request = edf ? null : requestOf(load, witness);
  const demand = edf ? demandBound(columns).at : request?.at;
  if (demand === undefined) return null;
  const task = load.tasks.find((each) => each.name === witness.task);
  const due = task === undefined ? 1 : Math.floor((witness.time - task.deadline) / task.period) + 1;
  const isPeriodic = vcpu.budget !== null && vcpu.period !== null && hasServers(machine.policy);
  return {
    vcpu: name,
    supply: supplyCurve(supply.sbf, end),
    demand: demandCurve(demand, end),
    beside: besideCurve(proven, end),
    end,
    witness,
    analysis: guest,
    demandOf: edf ? allJobsDue() : jobWithHigher(witness.task),
    budget: isPeriodic
      ? {
          value: vcpu.budget ?? 0,
          longestGap: supply.longestGap,
          ownDeadline: vcpu.deadline !== vcpu.period,
        }
      : null,
    witnessJobs: Math.max(request?.jobs ?? due, 1),
  };

  /**
   * The request bound of the witness's task, for the job with the most demand beside its supply.
   */
  function requestOf(
    own: GuestLoad,
    { task, time, demand: needed }: Witness,
  ): { readonly at: (t: number) => number; readonly jobs: number } | null {
    const levels = priorityLevels(own.policy, own.tasks, columns, 'safe');
    const source = own.tasks.findIndex((each) => each.name === task);
    const row = levels.columns.source.indexOf(source);
    if (row < 0) return null;
    const before = requestBound(levels, row, 0, time);
    const jobs = Math.max(1, Math.round((needed - before) / (levels.columns.cost[row] ?? 1)));
    return { at: (t) => (t <= 0 ? 0 : requestBound(levels, row, jobs, t)), jobs };
  }
}

/** The steps of the second curve, which take some ten ms. */
const besideSteps = 3_000_000;

function besideCurve(proven: ProvenVcpu, end: number): Curve | null {
  const beside = proven.beside();
  if (beside === null) return null;
  const supply = beside.supply(countSteps({ steps: besideSteps }));
  return withinSteps(() => supplyCurve(supply.sbf, end), null);
}
