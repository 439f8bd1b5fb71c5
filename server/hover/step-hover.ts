import { actionText } from '../../messages/scenario/action.ts';
import { stepReasonText } from '../../messages/scenario/step-reason.ts';
import type { ProvenStep } from '../../scheduling/facts/proven.ts';
import { analyzeMachine } from '../../scheduling/host/machine.ts';
import type { ScenarioAnalysis } from '../../scheduling/model/analysis.ts';
import type { CompletedMachine } from '../../scheduling/model/completed.ts';
import { formatDuration } from '../../scheduling/text/duration.ts';
import { percent } from '../../scheduling/text/percent.ts';
import { code, paragraphs, plain, table } from './markdown.ts';

/** How many rows of a kind are shown. */
const ROWS = 10;

/**
 * What happens at one line of a scenario: admitted, or refused and why; what runs then, and what is
 * left over.
 */
export function stepHover({ step }: ProvenStep): string {
  const outcome = step.admitted ? '✓ **admitted**' : '✗ **refused**';
  const busy = step.running.filter(({ domains }) => domains.length > 0);
  return paragraphs(
    `${outcome} — ${code(actionText(step.action))} at ${formatDuration(step.at)}`,
    plain(stepReasonText(step.reason)),
    busy.length === 0
      ? 'Nothing runs then.'
      : `What runs then${step.admitted ? '' : ', as before'}:`,
    table(busy.flatMap((machine) => [...leftOver(machine), ...interfaces(machine)])),
  );
}

/** What each core of a machine has left, switches paid. */
function leftOver(machine: CompletedMachine): (readonly [string, string])[] {
  const { cores, utilization } = analyzeMachine(machine, []);
  const name = code(machine.name);
  if (cores.length === 0) return [[name, left(utilization, machine.cores)]];
  const used = new Map(cores.map((core) => [core.core, core.utilization]));
  const idle = machine.cores - used.size;
  return [
    ...[...used]
      .slice(0, ROWS)
      .map(([core, share]) => [`core ${core} of ${name}`, left(share, 1)] as const),
    ...(idle === 0 ? [] : [[`other cores of ${name}`, `${idle} unused`] as const]),
  ];
}

function left(used: number, cores: number): string {
  const all = cores === 1 ? '' : ` of ${cores} cores`;
  return `${percent(used / cores)} used, **${percent(Math.max(0, 1 - used / cores))}** left over${all}`;
}

/** What each VCPU that runs is given. */
function interfaces({ domains }: CompletedMachine): (readonly [string, string])[] {
  return domains
    .flatMap(({ name, vcpus }) =>
      vcpus.flatMap(({ name: vcpu, budget, period }) =>
        budget === null || period === null
          ? []
          : [
              [
                code(`${name}.${vcpu}`),
                `${formatDuration(budget)} every ${formatDuration(period)}`,
              ] as const,
            ],
      ),
    )
    .slice(0, ROWS);
}

/** How many of a scenario's steps are admitted. */
export function scenarioHover({ scenario, steps }: ScenarioAnalysis): string {
  const refused = steps.filter((step) => !step.admitted);
  const title = `scenario ${code(scenario)}`;
  if (refused.length === 0) return `✓ **${title}** — all ${steps.length} steps admitted`;
  return paragraphs(
    `✗ **${title}** — ${refused.length} of ${steps.length} steps refused`,
    refused
      .map((step) => `- ${code(actionText(step.action))}: ${plain(stepReasonText(step.reason))}`)
      .join('\n'),
  );
}
