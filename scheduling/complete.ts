import { allSteps } from './arithmetic/all-steps.ts';
import type { Limits } from './arithmetic/limits.ts';
import { AnalysisCache } from './choose/cache/cache.ts';
import { completingMachine } from './choose/complete-machine.ts';
import type { Placement } from './choose/placement/placement.ts';
import { Prover } from './choose/prover.ts';
import { choosingWindows } from './choose/windows/choose-windows.ts';
import { vcpuKey } from './host/vcpu-name.ts';
import type { CompletedMachine, CompletedModel } from './model/completed.ts';
import type { Machine, SystemModel } from './model/model.ts';

export interface CompleteOptions extends Limits {
  /** A cache of earlier results. Without one, everything is computed anew. */
  readonly cache?: AnalysisCache;
  /** The model before an edit. Its chosen cores and windows are kept while they work. */
  readonly previous?: CompletedModel;
}

/**
 * Chooses the open budgets, periods, cores and windows of a model.
 * Throws only what the checkpoint throws.
 */
export function completeSystem(model: SystemModel, options: CompleteOptions = {}): CompletedModel {
  const prover = new Prover(options.cache ?? new AnalysisCache(), options);
  return allSteps(completing(model, prover, options.previous));
}

/** {@link completeSystem} in steps. The generator yields between VCPUs and machines. */
export function* completing(
  model: SystemModel,
  prover: Prover,
  previous: CompletedModel | undefined,
): Generator<void, CompletedModel> {
  const machines: CompletedMachine[] = [];
  for (const machine of model.machines) {
    const before = previous?.machines.find((other) => other.name === machine.name);
    const declared = interned(prover.cache, machine);
    const chosen = yield* choosingWindows(prover, declared, before);
    const windowed = chosen?.machine ?? declared;
    const completed = yield* completingMachine(prover, windowed, chosenCores(before));
    machines.push(chosen === null ? completed : { ...completed, windowChoice: chosen.choice });
    yield;
  }
  return { machines, scenarios: model.scenarios };
}

/**
 * Replaces each domain by the known object of the same content, so that later look-ups need no
 * comparison.
 */
export function interned(cache: AnalysisCache, machine: Machine): Machine {
  return { ...machine, domains: machine.domains.map((domain) => cache.intern(domain)) };
}

/** The cores that were chosen and not written. */
export function chosenCores(machine: CompletedMachine | undefined): Placement {
  const cores = new Map<string, number>();
  for (const domain of machine?.domains ?? []) {
    for (const vcpu of domain.vcpus) {
      if (vcpu.computed.core && vcpu.core !== null)
        cores.set(vcpuKey(domain.name, vcpu.name), vcpu.core);
    }
  }
  return cores;
}
