import type { SystemModel } from '../../../scheduling/model/model.ts';
import type { RunChoice } from '../talk/run-messages.ts';

/** The choice without a scenario or a VCPU that the text has lost. */
export function usableChoice(choice: RunChoice, model: SystemModel): RunChoice {
  const { scenario, supply, ...rest } = choice;
  const hasScenario = model.scenarios.some(({ name }) => name === scenario);
  const hasVcpu = model.machines.some(({ domains }) =>
    domains.some(
      ({ name, vcpus }) =>
        name === supply?.domain && vcpus.some((each) => each.name === supply.vcpu),
    ),
  );
  return {
    ...rest,
    ...(hasScenario && scenario !== undefined ? { scenario } : {}),
    ...(hasVcpu && supply !== undefined ? { supply } : {}),
  };
}
