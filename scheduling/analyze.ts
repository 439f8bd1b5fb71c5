import { analyzingMachine } from './analyze-plans.ts';
import { allSteps } from './arithmetic/all-steps.ts';
import { AnalysisCache } from './choose/cache/cache.ts';
import { Prover } from './choose/prover.ts';
import { type CompleteOptions, completing } from './complete.ts';
import { systemVerdict } from './host/system-verdict.ts';
import type {
  Analysis,
  DomainAnalysis,
  MachineAnalysis,
  ScenarioAnalysis,
} from './model/analysis.ts';
import type { SystemModel } from './model/model.ts';
import { analyzingScenario } from './scenario/analyze-scenario.ts';

export { AnalysisCache } from './choose/cache/cache.ts';

export type AnalyzeOptions = CompleteOptions;

/**
 * Completes a system and proves verdicts: for each task on its VCPU, for each VCPU on its machine,
 * and for each step of each scenario. The file's verdict is the worst of all hard tasks and all
 * machines, except pools that owe nothing. A refused scenario step does not count, for it leaves
 * the system unchanged. The function never throws, except what the checkpoint throws.
 */
export function analyze(model: SystemModel, options: AnalyzeOptions = {}): Analysis {
  return allSteps(analyzing(model, options));
}

/**
 * {@link analyze} in steps. The generator yields between VCPUs, domains, machines and scenario
 * steps, where the caller may stop.
 */
export function* analyzing(
  model: SystemModel,
  options: AnalyzeOptions = {},
): Generator<void, Analysis> {
  const prover = new Prover(options.cache ?? new AnalysisCache(), options);
  const completed = yield* completing(model, prover, options.previous);
  const machines: MachineAnalysis[] = [];
  const domains: DomainAnalysis[] = [];
  for (const machine of completed.machines) {
    const { host, guests } = yield* analyzingMachine(prover, machine);
    machines.push(host);
    domains.push(...guests);
    yield;
  }
  const scenarios: ScenarioAnalysis[] = [];
  for (const scenario of model.scenarios) {
    scenarios.push(yield* analyzingScenario(prover, model, completed, scenario));
  }
  const verdict = systemVerdict(completed.machines, machines, domains);
  return { completed, verdict, machines, domains, scenarios };
}
