import { stepReasonText } from '../../../../../messages/scenario/step-reason.ts';
import { completeSystem } from '../../../../../scheduling/complete.ts';
import type { SystemModel } from '../../../../../scheduling/model/model.ts';
import { givesShares } from '../../../../../scheduling/model/policies.ts';
import type { StepReason } from '../../../../../scheduling/model/step-reason.ts';
import type { SimulationResult, Weakening } from '../../../../../scheduling/simulation/result.ts';
import { simulate } from '../../../../../scheduling/simulation/run/simulate.ts';
import { shortBudgets } from './short-budgets.ts';

/** The run of a drawn scenario. */
export function played(written: SystemModel, seed: number, weakened: readonly Weakening[]) {
  return simulate(completeSystem(written), {
    ...{ scenario: 's', written, seed, weakened: new Set(weakened) },
  });
}

/** The domains that have always been on machines that promise something. */
function promised(written: SystemModel, { scenario }: SimulationResult): ReadonlySet<string> {
  const names = new Set(
    written.machines.flatMap(({ policy, domains }) =>
      givesShares(policy) ? [] : domains.map(({ name }) => name),
    ),
  );
  for (const { action, admitted } of scenario) {
    if (action.kind !== 'migrate' || !admitted) continue;
    const target = written.machines.find(({ name }) => name === action.machine);
    if (target !== undefined && givesShares(target.policy)) names.delete(action.domain);
  }
  return names;
}

export function missed(result: SimulationResult, written: SystemModel): readonly string[] {
  const names = promised(written, result);
  const late = result.tasks.filter(
    ({ misses, soft, domain }) => misses > 0 && !soft && names.has(domain),
  );
  return [
    ...late.map(({ domain, name, misses }) => `${domain}.${name} missed ${misses} times`),
    ...shortBudgets(result, written),
  ];
}

/** Refusals that no system of a soak may meet: its actions name what there is. */
const senseless: ReadonlySet<StepReason['kind']> = new Set([
  ...(['barred', 'no-vcpu', 'no-domain', 'no-machine', 'no-plan'] as const),
]);

/** The faults of a run: what missed its guarantee, and what was refused without sense. */
export function faultsOf(result: SimulationResult, written: SystemModel): readonly string[] {
  const refused = result.scenario.flatMap(({ reason }) => (reason === null ? [] : [reason]));
  const shared = written.machines.every(({ policy }) => givesShares(policy));
  return [
    ...missed(result, written),
    ...refused.flatMap(({ kind }) => (senseless.has(kind) ? [`${kind} makes no sense`] : [])),
    // Nothing is promised there, so that nothing can fail.
    ...refused.flatMap(({ kind }) =>
      shared && kind === 'would-fail' ? ['fails for nothing'] : [],
    ),
    ...refused.flatMap((reason) =>
      stepReasonText(reason) === '' ? [`${reason.kind} is mute`] : [],
    ),
  ];
}
