import { least } from '../arithmetic/least.ts';
import { type Steps, searchSteps } from '../arithmetic/steps.ts';
import { startsPerPeriod } from '../host/overhead.ts';
import type { CompletedDomain } from '../model/completed.ts';
import type { Domain, Vcpu } from '../model/model.ts';
import { hasServers } from '../model/policies.ts';
import { guestLoad, type MachineFacts, supplyOf } from './guest-problem.ts';
import { type Interface, loadOf, NO_INTERFACE, periodProblem } from './interface.ts';
import { spread } from './period/period-problem.ts';
import type { Prover } from './prover.ts';

/** The number of levels between no budget and one that fills the whole deadline. */
const LEVELS = 1 << 16;

/** A VCPU of a domain that schedules globally, while its interface is being chosen. */
interface Part {
  readonly period: number;
  readonly deadline: number;
  readonly budget: number;
  /** Whether the budget is open. */
  readonly open: boolean;
}

/**
 * Chooses the interfaces of the VCPUs of a domain that schedules globally. Open budgets are first
 * raised together, in proportion to their deadlines, to the least level that serves the tasks. Each
 * budget in turn is then lowered as far as the tasks allow. All open periods are equal: the
 * cheapest one for the host, of a few spread over the range.
 */
export function chooseGlobalInterfaces(
  prover: Prover,
  facts: MachineFacts,
  domain: Domain,
  costOfStart: (vcpu: Vcpu) => number,
): readonly Interface[] {
  if (!hasServers(facts.policy)) return domain.vcpus.map(() => NO_INTERFACE);
  const steps = searchSteps();
  const open = domain.vcpus.filter((vcpu) => vcpu.period.kind !== 'fixed');
  const first = open[0];
  if (first === undefined)
    return asInterfaces(domain, tryPeriod(prover, facts, domain, null, steps));
  const problem = periodProblem(
    facts,
    loadOf(prover.cache, domain, first.name),
    first,
    costOfStart(first),
  );
  if (problem === null) return asInterfaces(domain, tryPeriod(prover, facts, domain, null, steps));
  let best: { readonly parts: readonly Part[]; readonly cost: number } | null = null;
  for (const period of spread(problem)) {
    if (steps.left() <= 0) break;
    const parts = tryPeriod(prover, facts, domain, period, steps);
    if (parts === null || !serves(prover, facts, domain, parts, steps)) continue;
    const cost = hostCost(domain, parts, facts, costOfStart);
    if (best === null || cost <= best.cost) best = { parts, cost };
  }
  return asInterfaces(domain, best?.parts ?? null);
}

/**
 * The smallest budget of one VCPU of such a domain while the others keep theirs, in ns; `null` if
 * it has no period or no budget suffices.
 */
export function globalMinBudget(
  prover: Prover,
  facts: MachineFacts,
  domain: CompletedDomain,
  vcpu: string,
): number | null {
  if (!hasServers(facts.policy)) return null;
  const parts: Part[] = [];
  for (const { name, period, deadline, budget } of domain.vcpus) {
    if (period === null || deadline === null || (budget === null && name !== vcpu)) return null;
    parts.push({ period, deadline, budget: budget ?? 0, open: name === vcpu });
  }
  const index = parts.findIndex((part) => part.open);
  return lowered(prover, facts, domain, parts, index, Number.POSITIVE_INFINITY, searchSteps());
}

/**
 * The parts with `period` and the least budgets in place of open ones; `null` if none serve the
 * tasks.
 */
function tryPeriod(
  prover: Prover,
  facts: MachineFacts,
  domain: Domain,
  period: number | null,
  steps: Steps,
): readonly Part[] | null {
  const { resolution } = facts;
  const parts: Part[] = [];
  for (const vcpu of domain.vcpus) {
    const own = vcpu.period.kind === 'fixed' ? vcpu.period.period : period;
    if (own === null || Math.max(vcpu.deadline ?? 0, vcpu.budget ?? 0) > own) return null;
    parts.push({
      period: own,
      deadline: vcpu.deadline ?? own,
      budget: vcpu.budget ?? 0,
      open: vcpu.budget === undefined,
    });
  }
  if (!parts.some((part) => part.open)) return parts;
  if (domain.tasks.length === 0) return parts;
  const raised = (level: number): readonly Part[] =>
    parts.map((part) => {
      if (!part.open) return part;
      const most = Math.floor(part.deadline / resolution);
      const budget = Math.ceil((most * level) / LEVELS) * resolution;
      return { ...part, budget: Math.max(facts.least, budget) };
    });
  const enough = least(LEVELS, (level) => serves(prover, facts, domain, raised(level), steps));
  if (enough === null) return null;
  let current = raised(enough);
  parts.forEach((part, index) => {
    if (!part.open) return;
    const budget = lowered(
      prover,
      facts,
      domain,
      current,
      index,
      current[index]?.budget ?? 0,
      steps,
    );
    if (budget !== null)
      current = current.map((other, i) => (i === index ? { ...other, budget } : other));
  });
  return current;
}

/** The least budget of one part, at most `most`, that still serves the tasks. */
function lowered(
  prover: Prover,
  facts: MachineFacts,
  domain: Pick<Domain, 'policy' | 'kernelLatency' | 'taskSwitch' | 'tasks'>,
  parts: readonly Part[],
  index: number,
  most: number,
  steps: Steps,
): number | null {
  const { resolution } = facts;
  const deadline = parts[index]?.deadline ?? 0;
  const levels = Math.floor(Math.min(most, deadline) / resolution);
  const budgetOf = (level: number): number => Math.max(facts.least, level * resolution);
  if (facts.least > deadline) return null;
  const found = least(levels, (level) =>
    serves(
      prover,
      facts,
      domain,
      parts.map((part, i) => (i === index ? { ...part, budget: budgetOf(level) } : part)),
      steps,
    ),
  );
  return found === null ? null : budgetOf(found);
}

function serves(
  prover: Prover,
  facts: MachineFacts,
  domain: Pick<Domain, 'policy' | 'kernelLatency' | 'taskSwitch' | 'tasks'>,
  parts: readonly Part[],
  steps: Steps,
): boolean {
  const supplies = parts.map((part) => supplyOf(facts, part, undefined));
  return prover.globalAccepts({ ...guestLoad(domain, domain.tasks), supplies }, steps);
}

function hostCost(
  domain: Domain,
  parts: readonly Part[],
  facts: MachineFacts,
  costOfStart: (vcpu: Vcpu) => number,
): number {
  let cost = 0;
  domain.vcpus.forEach((vcpu, index) => {
    const part = parts[index];
    if (part === undefined) return;
    const siblings = parts.filter((_, i) => i !== index).map((other) => other.period);
    const starts = startsPerPeriod(facts.server, part.period, domain.tasks, siblings);
    cost += (part.budget + starts * costOfStart(vcpu)) / part.period;
  });
  return cost;
}

function asInterfaces(domain: Domain, parts: readonly Part[] | null): readonly Interface[] {
  return domain.vcpus.map((vcpu, index): Interface => {
    const part = parts?.[index];
    if (part !== undefined)
      return { period: part.period, deadline: part.deadline, budget: part.budget };
    if (vcpu.period.kind !== 'fixed') return NO_INTERFACE;
    const { period } = vcpu.period;
    return { period, deadline: vcpu.deadline ?? period, budget: vcpu.budget ?? null };
  });
}
