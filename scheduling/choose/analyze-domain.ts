import type { GuestResult, SupplyPair, VcpuProblem } from '../guest/problem.ts';
import type { DomainAnalysis, TaskAnalysis, VcpuAnalysis, Verdict } from '../model/analysis.ts';
import type { CompletedDomain, CompletedVcpu } from '../model/completed.ts';
import { givesShares, hasServers } from '../model/policies.ts';
import { isAligned } from '../model/releases.ts';
import { worstOf } from '../model/verdict.ts';
import type { Supply } from '../supply/supply.ts';
import { globalMinBudget } from './global-budgets.ts';
import {
  guestLoad,
  type MachineFacts,
  openResource,
  releasesOf,
  runsGlobally,
  supplyOf,
  tasksOn,
} from './guest-problem.ts';
import type { Prover } from './prover.ts';
import { mostShared, overCap, refusalsOf } from './shares.ts';

/** Analyzes a domain's tasks on the supply of its VCPUs. */
export function analyzeDomain(
  prover: Prover,
  facts: MachineFacts,
  machine: string,
  domain: CompletedDomain,
  windows: readonly SupplyPair[] | null,
): DomainAnalysis {
  return prover.cache.domains.get([facts, machine, domain, windows], () => {
    const parts = partsOf(prover, facts, domain, windows);
    return {
      domain: domain.name,
      machine,
      ...parts,
      ...(passesAligned(prover, facts, domain, windows, parts) ? { passesAligned: true } : {}),
      verdict: whole(facts, domain, parts),
    };
  });
}

function partsOf(
  prover: Prover,
  facts: MachineFacts,
  domain: CompletedDomain,
  windows: readonly SupplyPair[] | null,
): Parts {
  return runsGlobally(domain)
    ? globalDomain(prover, facts, domain, windows)
    : partitionedDomain(prover, facts, domain, windows);
}

/** Whether tasks that are not all proven would be if the domain's releases were aligned. */
function passesAligned(
  prover: Prover,
  facts: MachineFacts,
  domain: CompletedDomain,
  windows: readonly SupplyPair[] | null,
  found: Parts,
): boolean {
  const aligned = { ...domain, releases: 'aligned' } as const;
  if (domain.releases === 'aligned' || domain.incomplete || !isAligned(facts.policy, aligned))
    return false;
  const proven = ({ tasks }: Parts) => tasks.every(({ verdict }) => verdict.kind === 'schedulable');
  if (proven(found)) return false;
  const mayPass =
    runsGlobally(aligned) ||
    aligned.vcpus.every((vcpu, index) =>
      prover.isProven(vcpuProblem(facts, aligned, vcpu, windows?.[index])),
    );
  return mayPass && proven(partsOf(prover, facts, aligned, windows));
}

/** The tasks of a VCPU on its supply, which is the best one for a VCPU without an interface. */
function vcpuProblem(
  facts: MachineFacts,
  domain: CompletedDomain,
  vcpu: CompletedVcpu,
  windows: SupplyPair | undefined,
): VcpuProblem {
  const supply = isWithoutInterface(facts, vcpu)
    ? bestCase(facts, vcpu)
    : supplyOf(facts, vcpu, windows);
  const load = guestLoad(domain, tasksOn(domain, vcpu.name));
  return { ...load, ...releasesOf(facts, domain), supply };
}

type Parts = Pick<DomainAnalysis, 'vcpus' | 'tasks'>;

/**
 * Withholds `schedulable` from a domain with text that is not understood; a proven failure stands.
 */
function whole(facts: MachineFacts, domain: CompletedDomain, { vcpus, tasks }: Parts): Verdict {
  const homeless = tasks.filter((task) => task.vcpu === null && !task.soft && !domain.global);
  const capped = overCap(facts, domain);
  const parts = [...vcpus, ...homeless].map((part) => part.verdict);
  const verdict = worstOf(capped === null ? parts : [capped, ...parts]);
  if (!domain.incomplete || verdict.kind !== 'schedulable') return verdict;
  return { kind: 'unknown', reason: { kind: 'half-written', domain: domain.name } };
}

function partitionedDomain(
  prover: Prover,
  facts: MachineFacts,
  domain: CompletedDomain,
  windows: readonly SupplyPair[] | null,
): Parts {
  const found = new Map<string, TaskAnalysis>();
  const vcpus = domain.vcpus.map((vcpu, index): VcpuAnalysis => {
    const problem = vcpuProblem(facts, domain, vcpu, windows?.[index]);
    const raw = prover.vcpu(problem);
    const shared = givesShares(facts.policy) ? mostShared(facts, 1)[0] : undefined;
    const { releases: _, ...load } = problem;
    const result = isWithoutInterface(facts, vcpu)
      ? withoutInterface(raw, vcpu)
      : givesNothing(problem.supply.necessary)
        ? withoutWindow(raw)
        : shared === undefined
          ? raw
          : refusalsOf(prover.vcpu({ ...load, supply: shared }), raw);
    for (const task of result.tasks)
      found.set(task.task, domain.global ? { ...task, vcpu: vcpu.name } : task);
    return {
      vcpu: vcpu.name,
      verdict: result.verdict,
      test: result.test,
      minBudget: minBudget(prover, facts, domain, vcpu),
      longestGap: result.longestGap,
      witness: result.witness,
      margin: result.margin,
    };
  });
  const tasks = domain.tasks.map((task): TaskAnalysis => {
    const analysis = found.get(task.name);
    if (analysis !== undefined) return analysis;
    const reason = { kind: 'homeless', task: task.name } as const;
    const verdict: Verdict = { kind: 'unknown', reason };
    return {
      task: task.name,
      vcpu: null,
      soft: task.soft !== undefined,
      verdict,
      deadline: task.deadline,
      response: null,
      responseIsBound: true,
      slack: null,
    };
  });
  return { vcpus, tasks };
}

function globalDomain(
  prover: Prover,
  facts: MachineFacts,
  domain: CompletedDomain,
  windows: readonly SupplyPair[] | null,
): Parts {
  const supplies = domain.vcpus.map((vcpu, index) => supplyOf(facts, vcpu, windows?.[index]));
  const load = guestLoad(domain, domain.tasks);
  const raw = prover.global({ ...load, ...releasesOf(facts, domain), supplies });
  const result = givesShares(facts.policy)
    ? refusalsOf(prover.global({ ...load, supplies: mostShared(facts, supplies.length) }), raw)
    : raw;
  const vcpus = domain.vcpus.map(
    (vcpu): VcpuAnalysis => ({
      vcpu: vcpu.name,
      verdict: result.verdict,
      test: result.test,
      minBudget: globalMinBudget(prover, facts, domain, vcpu.name),
      longestGap: result.longestGap,
      witness: result.witness,
      margin: result.margin,
    }),
  );
  return { vcpus, tasks: result.tasks };
}

function isWithoutInterface(facts: MachineFacts, vcpu: CompletedVcpu): boolean {
  return hasServers(facts.policy) && (vcpu.period === null || vcpu.budget === null);
}

/** A supply that no open interface can exceed: all time before the deadline, or a whole core. */
function bestCase(
  facts: MachineFacts,
  { period, deadline }: CompletedVcpu,
): { safe: Supply; necessary: Supply } {
  const supply: Supply =
    period === null || deadline === null
      ? { kind: 'full' }
      : { kind: 'budget', server: facts.server, period, budget: deadline, deadline };
  return { safe: supply, necessary: supply };
}

function givesNothing(supply: Supply): boolean {
  return supply.kind === 'windows' && supply.windows.every(({ length }) => length === 0);
}

/** The refusals of a VCPU that never runs, with that reason. */
function withoutWindow(result: GuestResult): GuestResult {
  const named = (verdict: Verdict): Verdict =>
    verdict.kind === 'unschedulable' ? { ...verdict, reason: { kind: 'without-window' } } : verdict;
  return {
    ...result,
    verdict: named(result.verdict),
    tasks: result.tasks.map((task) => ({ ...task, verdict: named(task.verdict) })),
  };
}

/** Keeps the refusals of a result on the best case. They hold for every interface. */
function withoutInterface(result: GuestResult, vcpu: CompletedVcpu): GuestResult {
  const open = vcpu.period === null ? 'period-and-budget' : 'budget';
  const unknown: Verdict = {
    kind: 'unknown',
    reason: { kind: 'no-interface-found', vcpu: vcpu.name, open },
  };
  const weaken = (verdict: Verdict): Verdict =>
    verdict.kind === 'unschedulable'
      ? {
          kind: 'unschedulable',
          reason: { kind: 'no-interface-would-do', open, because: verdict.reason },
        }
      : unknown;
  return {
    ...result,
    verdict: result.tasks.every((task) => task.soft)
      ? { kind: 'schedulable' }
      : weaken(result.verdict),
    longestGap: null,
    tasks: result.tasks.map((task) => ({
      ...task,
      verdict: weaken(task.verdict),
      response: null,
      slack: null,
    })),
  };
}

/**
 * The smallest net budget for the VCPU's period, in ns; `null` without a period, or if no budget is
 * known to suffice.
 */
function minBudget(
  prover: Prover,
  facts: MachineFacts,
  domain: CompletedDomain,
  vcpu: CompletedVcpu,
): number | null {
  const { period, deadline } = vcpu;
  if (!hasServers(facts.policy) || period === null || deadline === null) return null;
  const load = guestLoad(domain, tasksOn(domain, vcpu.name));
  const found = prover.smallest(load, openResource(facts, period, deadline));
  return found.kind === 'found' ? found.budget : null;
}
