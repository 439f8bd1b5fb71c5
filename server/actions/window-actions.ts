import { type CodeAction, CodeActionKind, type Range } from 'vscode-languageserver';
import { writeDownChosen } from '../../messages/editor/actions.ts';
import { writeDownPlan } from '../../messages/editor/windows.ts';
import { factsOf } from '../../scheduling/facts/facts.ts';
import type { AnalyzedSystem } from '../analysis/analyzed-system.ts';
import {
  chosenFrame,
  chosenWindows,
  frameText,
  windowText,
  writeWindows,
} from '../system/chosen-windows.ts';
import { touches } from './touches.ts';

/**
 * Quick fixes that write down chosen windows: those of the VCPUs whose lines a range touches, the
 * frame at the scheduler, and everything at either. Windows are chosen for a frame, so they are not
 * written without it.
 */
export function windowActions(
  uri: string,
  range: Range,
  { analysis, places }: AnalyzedSystem,
): CodeAction[] {
  return factsOf(analysis).machines.flatMap(({ machine }): CodeAction[] => {
    const frame = chosenFrame(machine, places);
    const all = chosenWindows(machine, places).filter(({ windows }) => windows.length > 0);
    const here = all.filter(({ line }) => line.uri === uri && touches(line.range, range));
    const atFrame =
      frame !== null && frame.scheduler.uri === uri && touches(frame.scheduler.range, range);
    if (here.length === 0 && !atFrame) return [];
    const parts = [
      ...(frame === null ? [] : [frameText(frame)]),
      ...here.flatMap(({ windows }) => windows.map(windowText)),
    ];
    return [
      {
        title: writeDownChosen(parts.join(', ')),
        kind: CodeActionKind.RefactorRewrite,
        edit: writeWindows(here, frame),
      },
      {
        title: writeDownPlan(machine.name),
        kind: CodeActionKind.RefactorRewrite,
        edit: writeWindows(all, frame),
      },
    ];
  });
}
