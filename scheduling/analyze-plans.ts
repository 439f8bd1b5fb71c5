import { analyzeDomain } from './choose/analyze-domain.ts';
import { domainWindows, machineFacts } from './choose/guest-problem.ts';
import type { Prover } from './choose/prover.ts';
import { analyzeMachine } from './host/machine.ts';
import type { DomainAnalysis, MachineAnalysis, PlanAnalysis, Verdict } from './model/analysis.ts';
import type { CompletedMachine } from './model/completed.ts';
import type { Plan } from './model/model.ts';
import { severity, worstOf } from './model/verdict.ts';
import { firstPlan, isOff, plansOf, underPlan } from './plans/plans.ts';

/** The results of a machine and of its domains. */
export interface AnalyzedMachine {
  readonly host: MachineAnalysis;
  readonly guests: readonly DomainAnalysis[];
}

/**
 * Analyzes a machine, with plans in each of them. A domain without a window in a plan is off there
 * and is not judged in it; its own result is that of the first plan in which it fares worst. The
 * generator yields after each domain.
 */
export function* analyzingMachine(
  prover: Prover,
  machine: CompletedMachine,
): Generator<void, AnalyzedMachine> {
  const plans = plansOf(machine.policy);
  if (plans.length === 0) {
    const guests = yield* analyzingDomains(prover, machine, () => true);
    return { host: analyzeMachine(machine, guests, prover.cache), guests };
  }
  const analyzed: PlanAnalysis[] = [];
  for (const plan of plans) analyzed.push(yield* analyzingPlan(prover, machine, plan));
  const first = underPlan(machine, firstPlan);
  const nowhere = yield* analyzingDomains(prover, first, ({ name }) =>
    plans.every((plan) => isOff(plan, name)),
  );
  const guests = machine.domains.flatMap(({ name }) => {
    const own = analyzed.flatMap(({ domains }) => domains.filter(({ domain }) => domain === name));
    return worstGuest(own) ?? nowhere.find(({ domain }) => domain === name) ?? [];
  });
  const host = analyzeMachine(first, guests, prover.cache);
  const verdicts = analyzed.map(({ plan, verdict }) => inPlan(plan, verdict));
  return {
    host: { ...host, verdict: worstOf([...verdicts, host.verdict]), plans: analyzed },
    guests,
  };
}

function* analyzingPlan(
  prover: Prover,
  machine: CompletedMachine,
  plan: Plan,
): Generator<void, PlanAnalysis> {
  const on = machine.domains.filter(({ name }) => !isOff(plan, name));
  const under = underPlan(machine, plan.name);
  const found = yield* analyzingDomains(prover, under, (domain) => on.includes(domain));
  const domains = found.map((guest): DomainAnalysis => ({ ...guest, plan: plan.name }));
  const { machine: _, ...host } = analyzeMachine({ ...under, domains: on }, domains, prover.cache);
  const off = machine.domains.filter((domain) => !on.includes(domain)).map(({ name }) => name);
  return { plan: plan.name, ...host, domains, off };
}

function* analyzingDomains(
  prover: Prover,
  machine: CompletedMachine,
  judged: (domain: CompletedMachine['domains'][number]) => boolean,
): Generator<void, DomainAnalysis[]> {
  const facts = machineFacts(machine);
  const guests: DomainAnalysis[] = [];
  for (const domain of machine.domains) {
    if (!judged(domain)) continue;
    const windows = domainWindows(facts, machine.domains, domain);
    guests.push(analyzeDomain(prover, facts, machine.name, domain, windows));
    yield;
  }
  return guests;
}

/** The first of a domain's results that is worst. */
function worstGuest(guests: readonly DomainAnalysis[]): DomainAnalysis | undefined {
  const rank = ({ verdict }: DomainAnalysis): number => severity(verdict.kind);
  return guests.reduce<DomainAnalysis | undefined>(
    (worst, guest) => (worst === undefined || rank(guest) > rank(worst) ? guest : worst),
    undefined,
  );
}

function inPlan(plan: string, verdict: Verdict): Verdict {
  if (verdict.kind === 'schedulable') return verdict;
  return { ...verdict, reason: { kind: 'plan-fails', plan, because: verdict.reason } };
}
