import { admittedText } from '../../messages/editor/lens.ts';
import { budgetEvery } from '../../messages/hover/domain.ts';
import { headings } from '../../messages/hover/headings.ts';
import {
  asOneLine,
  coreOfMachine,
  inForceLine,
  leftOver,
  nothingRunsThen,
  otherCores,
  stepLine,
  unusedCores,
  whatRunsThen,
} from '../../messages/hover/scenario.ts';
import { actionText } from '../../messages/scenario/action.ts';
import { stepReasonText } from '../../messages/scenario/step-reason.ts';
import { detourText, waitText } from '../../messages/scenario/wait.ts';
import type { ProvenStep } from '../../scheduling/facts/proven.ts';
import { analyzeMachine } from '../../scheduling/host/machine.ts';
import type { ScenarioAnalysis } from '../../scheduling/model/analysis.ts';
import type { CompletedMachine } from '../../scheduling/model/completed.ts';
import { code, paragraphs, plain, table } from './markdown.ts';

/** The number of rows of each kind. */
const ROWS = 10;

/**
 * One line of a scenario: whether it is admitted, or the reason of its refusal, the VCPUs that run
 * then, and the remaining capacity.
 */
export function stepHover({ step }: ProvenStep): string {
  const busy = step.running.filter(isBusy);
  return paragraphs(
    stepLine(step.admitted, code(actionText(step.action)), step.at),
    plain(stepReasonText(step.reason)),
    step.inForce === undefined ? plain(waitText(step.wait)) : inForceLine(step.inForce),
    plain(detourText(step.wait?.via)),
    step.asOne === undefined ? undefined : asOneLine(step.asOne),
    busy.length === 0 ? nothingRunsThen() : whatRunsThen(step.admitted),
    table(
      busy.length === 0
        ? []
        : step.running.flatMap((machine) =>
            isBusy(machine)
              ? [...leftOn(machine), ...interfaces(machine)]
              : [[code(machine.name), unusedCores(machine.cores.length)] as const],
          ),
    ),
  );
}

function isBusy({ domains }: CompletedMachine): boolean {
  return domains.length > 0;
}

/** The remaining capacity of each core of a machine, switches included. */
function leftOn(machine: CompletedMachine): (readonly [string, string])[] {
  const { cores, utilization } = analyzeMachine(machine, []);
  const name = code(machine.name);
  if (cores.length === 0) return [[name, leftOver(utilization, machine.cores.length)]];
  const used = new Map(cores.map((core) => [core.core, core.utilization]));
  const idle = machine.cores.length - used.size;
  return [
    ...[...used]
      .slice(0, ROWS)
      .map(([core, share]) => [coreOfMachine(core, name), leftOver(share, 1)] as const),
    ...(idle === 0 ? [] : [[otherCores(name), unusedCores(idle)] as const]),
  ];
}

/** The interface of each running VCPU. */
function interfaces({ domains }: CompletedMachine): (readonly [string, string])[] {
  return domains
    .flatMap(({ name, vcpus }) =>
      vcpus.flatMap(({ name: vcpu, budget, period }) =>
        budget === null || period === null
          ? []
          : [[code(`${name}.${vcpu}`), budgetEvery(budget, period)] as const],
      ),
    )
    .slice(0, ROWS);
}

/** The number of a scenario's admitted steps. */
export function scenarioHover({ scenario, steps }: ScenarioAnalysis): string {
  const refused = steps.filter((step) => !step.admitted);
  const title = headings.scenario(code(scenario));
  const admitted = admittedText(refused.length, steps.length);
  if (refused.length === 0) return `✓ **${title}** — ${admitted}`;
  return paragraphs(
    `✗ **${title}** — ${admitted}`,
    refused
      .map((step) => `- ${code(actionText(step.action))}: ${plain(stepReasonText(step.reason))}`)
      .join('\n'),
  );
}
