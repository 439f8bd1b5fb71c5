import type { InlayHint } from 'vscode-languageserver';
import { byWayOf, fromHereOn, moreInterfaces } from '../../messages/editor/hints.ts';
import { detourText } from '../../messages/scenario/wait.ts';
import { writeDuration } from '../../messages/text/duration.ts';
import { vcpuLabel } from '../../scheduling/host/vcpu-name.ts';
import type { StepAnalysis } from '../../scheduling/model/analysis.ts';
import type { CompletedMachine, CompletedVcpu } from '../../scheduling/model/completed.ts';
import type { AnalyzedSystem } from '../analysis/analyzed-system.ts';

/** The number of interfaces that stand behind a line; the tooltip has them all. */
const SHOWN = 3;

/**
 * The interfaces that VCPUs have from each admitted step of a scenario on, behind the step: those
 * that come or change there. The last of several steps that are admitted as one has them.
 */
export function stepHints(uri: string, { analysis, places }: AnalyzedSystem): InlayHint[] {
  return analysis.scenarios.flatMap(({ scenario, steps }): InlayHint[] => {
    let before: ReadonlyMap<string, Told> = new Map();
    return steps.flatMap((step, index): InlayHint[] => {
      if (!step.admitted || isAsOneWith(step, steps[index + 1])) return [];
      const now = interfacesOf(step.running);
      const changed = [...now].flatMap(([name, told]) =>
        before.get(name)?.words === told.words ? [] : [told],
      );
      before = now;
      const place = places.find({ kind: 'step', scenario, index: step.index })?.whole;
      if (changed.length === 0 || place === undefined || place.uri !== uri) return [];
      const shown = changed.slice(0, SHOWN).map(({ short }) => short);
      const more = changed.length - shown.length;
      const via = step.wait?.via;
      return [
        {
          position: place.range.end,
          // VS Code cuts a long line: the detour, which nothing else shows, comes first.
          label: [
            ...(via === undefined ? [] : [byWayOf(vcpuLabel(via), via.core)]),
            ...shown,
            ...(more > 0 ? [moreInterfaces(more)] : []),
          ].join('; '),
          paddingLeft: true,
          tooltip: [fromHereOn(changed.map(({ words }) => words)), detourText(via)]
            .filter((text) => text !== '')
            .join('\n'),
        },
      ];
    });
  });
}

function isAsOneWith(step: StepAnalysis, next: StepAnalysis | undefined): boolean {
  return step.asOne === 'admitted' && next?.asOne === 'admitted' && next.at === step.at;
}

/** The interface of each running VCPU by its name: in short, and in the language's words. */
function interfacesOf(machines: readonly CompletedMachine[]): ReadonlyMap<string, Told> {
  return new Map(
    machines.flatMap((machine) =>
      machine.domains.flatMap(({ name, vcpus }) =>
        vcpus.map((vcpu) => {
          const label = `${name}.${vcpu.name}`;
          return [label, toldInterface(label, vcpu, machine)] as const;
        }),
      ),
    ),
  );
}

interface Told {
  readonly short: string;
  readonly words: string;
}

/** A line has little room: budget over period, and the core where there are several. */
function toldInterface(
  name: string,
  { period, budget, core }: CompletedVcpu,
  { cores }: CompletedMachine,
): Told {
  const words = [name];
  const short = [name];
  if (period !== null) words.push(`period ${writeDuration(period)}`);
  if (budget !== null) words.push(`budget ${writeDuration(budget)}`);
  if (core !== null) words.push(`core ${core}`);
  if (period !== null && budget !== null)
    short.push(`${writeDuration(budget)}/${writeDuration(period)}`);
  if (core !== null && cores.length > 1) short.push(`core ${core}`);
  return { short: short.join(' '), words: words.join(' ') };
}
