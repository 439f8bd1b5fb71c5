import type { Analysis } from '../../scheduling/model/analysis.ts';
import { formatDuration } from '../../scheduling/text/duration.ts';
import { code, paragraphs, plain } from './markdown.ts';

/** What happens at one line of a scenario: admitted, or refused and why. */
export function stepHover(analysis: Analysis, scenario: string, index: number): string | undefined {
  const step = analysis.scenarios
    .find((each) => each.scenario === scenario)
    ?.steps.find((each) => each.index === index);
  if (!step) return undefined;
  const outcome = step.admitted ? '✓ **admitted**' : '✗ **refused**';
  return paragraphs(`${outcome} — ${code(step.action)} at ${formatDuration(step.at)}`, plain(step.reason));
}

/** How many of a scenario's steps are admitted. */
export function scenarioHover(analysis: Analysis, scenario: string): string | undefined {
  const found = analysis.scenarios.find((each) => each.scenario === scenario);
  if (!found) return undefined;
  const refused = found.steps.filter((step) => !step.admitted);
  const title = `scenario ${code(scenario)}`;
  if (refused.length === 0) return `✓ **${title}** — all ${found.steps.length} steps admitted`;
  return paragraphs(
    `✗ **${title}** — ${refused.length} of ${found.steps.length} steps refused`,
    refused.map((step) => `- ${code(step.action)}: ${plain(step.reason)}`).join('\n'),
  );
}
