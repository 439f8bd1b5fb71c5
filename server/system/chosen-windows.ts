import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Place } from '../../language/places.ts';
import { writtenName } from '../../language/syntax/names.ts';
import { writeDuration } from '../../messages/text/duration.ts';
import type { CompletedMachine } from '../../scheduling/model/completed.ts';
import type { Window } from '../../scheduling/model/model.ts';
import { frameOf } from '../../scheduling/model/policies.ts';
import type { CorePlan } from '../../scheduling/model/window-choice.ts';
import type { AnalyzedSystem } from '../analysis/analyzed-system.ts';

type Found = Extract<CorePlan, { kind: 'found' }>;

/** The windows that the tool chose for one VCPU, with the line that left them open. */
export interface ChosenWindows {
  readonly domain: string;
  readonly vcpu: string;
  readonly line: Place;
  readonly windows: readonly Window[];
  /** The plan of its core. */
  readonly plan: Found;
}

/** A frame that the tool chose, with the scheduler that left it open. */
export interface ChosenFrame {
  readonly majorFrame: number;
  readonly scheduler: Place;
}

/** The windows that were chosen for a machine's VCPUs. */
export function chosenWindows(
  { windowChoice }: CompletedMachine,
  places: AnalyzedSystem['places'],
): readonly ChosenWindows[] {
  return (windowChoice?.cores ?? []).flatMap(({ plan, vcpus, result }) => {
    if (result.kind !== 'found') return [];
    return vcpus.flatMap(({ domain, vcpu }): ChosenWindows[] => {
      const line = places.find({ kind: 'vcpu', domain, vcpu })?.attribute('window', plan)?.whole;
      if (line === undefined) return [];
      const isOwn = (window: Window): boolean => window.domain === domain && window.vcpu === vcpu;
      return [{ domain, vcpu, line, windows: result.windows.filter(isOwn), plan: result }];
    });
  });
}

/** The frame that was chosen for a machine; `null` if it is written, or some core has no plan. */
export function chosenFrame(
  machine: CompletedMachine,
  places: AnalyzedSystem['places'],
): ChosenFrame | null {
  const { windowChoice, policy, name } = machine;
  const majorFrame = frameOf(policy)?.majorFrame;
  if (windowChoice?.frame !== true || majorFrame === undefined) return null;
  if (windowChoice.cores.some(({ result }) => result.kind !== 'found')) return null;
  const scheduler = places.find({ kind: 'machine', machine: name })?.attribute('scheduler')?.value;
  return scheduler === undefined ? null : { majorFrame, scheduler };
}

/** The place of a window in its frame, as it is written: `at 0ms for 10ms`. */
export function windowText({ at, length }: Window): string {
  return `at ${at === 0 ? '0ms' : writeDuration(at)} for ${writeDuration(length)}`;
}

export function frameText({ majorFrame }: ChosenFrame): string {
  return `major-frame ${writeDuration(majorFrame)}`;
}

/** The edit that writes windows in place of the lines that left them open, and their frame. */
export function writeWindows(
  chosen: readonly ChosenWindows[],
  frame: ChosenFrame | null,
): WorkspaceEdit {
  const changes: Record<string, TextEdit[]> = {};
  const add = ({ uri }: Place, edit: TextEdit): void => {
    changes[uri] = [...(changes[uri] ?? []), edit];
  };
  for (const { domain, vcpu, line, windows } of chosen) {
    const name = `${writtenName(domain)}.${writtenName(vcpu)}`;
    const indent = ' '.repeat(line.range.start.character);
    const lines = windows.map((window) => `window ${name} ${windowText(window)}`);
    add(line, { range: line.range, newText: lines.join(`\n${indent}`) });
  }
  if (frame !== null) {
    const { end } = frame.scheduler.range;
    add(frame.scheduler, { range: { start: end, end }, newText: ` ${frameText(frame)}` });
  }
  return { changes };
}
