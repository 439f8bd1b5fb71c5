import type { InlayHint } from 'vscode-languageserver';
import { fromHereOn, moreInterfaces } from '../../messages/editor/hints.ts';
import { writeDuration } from '../../messages/text/duration.ts';
import type { StepAnalysis } from '../../scheduling/model/analysis.ts';
import type { CompletedMachine, CompletedVcpu } from '../../scheduling/model/completed.ts';
import type { AnalyzedSystem } from '../analysis/analyzed-system.ts';

/** The number of interfaces that stand behind a line; the tooltip has them all. */
const SHOWN = 3;

/**
 * The interfaces that VCPUs have from each admitted step of a scenario on, behind the step: those
 * that come or change there. Of steps that are admitted as one the last has them.
 */
export function stepHints(uri: string, { analysis, places }: AnalyzedSystem): InlayHint[] {
  return analysis.scenarios.flatMap(({ scenario, steps }): InlayHint[] => {
    let before: ReadonlyMap<string, string> = new Map();
    return steps.flatMap((step, index): InlayHint[] => {
      if (!step.admitted || isAsOneWith(step, steps[index + 1])) return [];
      const now = interfacesOf(step.running);
      const changed = [...now].filter(([name, words]) => before.get(name) !== words);
      before = now;
      const place = places.find({ kind: 'step', scenario, index: step.index })?.whole;
      if (changed.length === 0 || place === undefined || place.uri !== uri) return [];
      const shown = changed.slice(0, SHOWN).map(told);
      const more = changed.length - shown.length;
      return [
        {
          position: place.range.end,
          label: [...shown, ...(more > 0 ? [moreInterfaces(more)] : [])].join('; '),
          paddingLeft: true,
          tooltip: fromHereOn(changed.map(told)),
        },
      ];
    });
  });
}

function isAsOneWith(step: StepAnalysis, next: StepAnalysis | undefined): boolean {
  return step.asOne === 'admitted' && next?.asOne === 'admitted' && next.at === step.at;
}

/** The interface of each running VCPU in the language's words, by its name. */
function interfacesOf(machines: readonly CompletedMachine[]): ReadonlyMap<string, string> {
  return new Map(
    machines.flatMap((machine) =>
      machine.domains.flatMap(({ name, vcpus }) =>
        vcpus.flatMap((vcpu): [string, string][] => {
          const words = interfaceWords(vcpu);
          return words === '' ? [] : [[`${name}.${vcpu.name}`, words]];
        }),
      ),
    ),
  );
}

function interfaceWords({ period, budget, core }: CompletedVcpu): string {
  const words: string[] = [];
  if (period !== null) words.push(`period ${writeDuration(period)}`);
  if (budget !== null) words.push(`budget ${writeDuration(budget)}`);
  if (core !== null) words.push(`core ${core}`);
  return words.join(' ');
}

function told([name, words]: readonly [string, string]): string {
  return `${name} ${words}`;
}
