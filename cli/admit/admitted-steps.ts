import { allSteps } from '../../scheduling/arithmetic/all-steps.ts';
import { AnalysisCache } from '../../scheduling/choose/cache/cache.ts';
import { Prover } from '../../scheduling/choose/prover.ts';
import { completeSystem } from '../../scheduling/complete.ts';
import { analyzeMachine } from '../../scheduling/host/machine.ts';
import type { StepAnalysis } from '../../scheduling/model/analysis.ts';
import type { CompletedMachine } from '../../scheduling/model/completed.ts';
import type { Action, Scenario, SystemModel } from '../../scheduling/model/model.ts';
import type { InterfaceChange } from '../../scheduling/open/decision.ts';
import { interfaceChanges, type Placed } from '../../scheduling/open/interface-changes.ts';
import { analyzingScenario } from '../../scheduling/scenario/analyze-scenario.ts';

/** A step of a scenario with its effect on what runs. */
export interface AdmittedStep extends StepAnalysis {
  /** The VCPUs whose interface, core or machine is another after it. */
  readonly changes: readonly InterfaceChange[];
  readonly utilization: readonly MachineUse[];
}

/** The part of a machine that its VCPUs take, with their switches: 1 is all of its cores. */
interface MachineUse {
  readonly machine: string;
  readonly share: number;
}

/** Decides each step of a scenario in order, as `check` does. */
export function admittedSteps(model: SystemModel, scenario: Scenario): readonly AdmittedStep[] {
  const cache = new AnalysisCache();
  const completed = completeSystem(model, { cache });
  const course = analyzingScenario(new Prover(cache, {}), model, completed, scenario);
  const tried = allSteps(course);
  let before: readonly CompletedMachine[] = [];
  let use: readonly MachineUse[] = [];
  let changes: readonly InterfaceChange[] = [];
  return tried.steps.map((step, index, steps): AdmittedStep => {
    const { running } = step;
    if (running !== before) {
      changes = interfaceChanges(placed(before), placed(running));
      use = running.map((machine) => useOf(machine, cache));
      before = running;
    }
    // Steps that are admitted as one leave one system behind.
    const isLast = steps[index + 1]?.running !== running || step.asOne !== 'admitted';
    const own = isLast ? changes : changes.filter(({ domain }) => names(step.action, domain));
    changes = changes.filter((change) => !own.includes(change));
    return { ...step, changes: own, utilization: use };
  });
}

function names(action: Action, domain: string): boolean {
  if ('domains' in action) return action.domains.includes(domain);
  return 'domain' in action && action.domain === domain;
}

function placed(machines: readonly CompletedMachine[]): ReadonlyMap<string, Placed> {
  return new Map(
    machines.flatMap(({ name: machine, domains }) =>
      domains.map((completed) => [completed.name, { machine, resident: { completed } }]),
    ),
  );
}

function useOf(machine: CompletedMachine, cache: AnalysisCache): MachineUse {
  const { utilization } = analyzeMachine(machine, [], cache);
  return { machine: machine.name, share: utilization / machine.cores.length };
}
