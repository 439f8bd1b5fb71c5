import type { VcpuName } from '../../../scheduling/model/analysis.ts';
import type { SystemModel } from '../../../scheduling/model/model.ts';
import type { RunChoice } from '../talk/run-messages.ts';

/** The choice without a scenario or a VCPU that the text has lost. */
export function usableChoice(choice: RunChoice, model: SystemModel): RunChoice {
  const { scenario, supply, late, ...rest } = choice;
  const hasScenario = model.scenarios.some(({ name }) => name === scenario);
  const isThere = (name: VcpuName) =>
    model.machines.some(({ domains }) =>
      domains.some(
        (domain) =>
          domain.name === name.domain && domain.vcpus.some((each) => each.name === name.vcpu),
      ),
    );
  return {
    ...rest,
    ...(hasScenario && scenario !== undefined ? { scenario } : {}),
    ...(supply !== undefined && isThere(supply) ? { supply } : {}),
    ...(late !== undefined && isThere(late) ? { late } : {}),
  };
}
