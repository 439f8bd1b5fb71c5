import type { InlayHint } from 'vscode-languageserver';
import {
  chosenFrameBecause,
  chosenWindowsBecause,
  needsNoWindow,
} from '../../messages/editor/windows.ts';
import { factsOf } from '../../scheduling/facts/facts.ts';
import type { AnalyzedSystem } from '../analysis/analyzed-system.ts';
import { chosenFrame, chosenWindows, frameText, windowText } from '../system/chosen-windows.ts';

/** The windows that the tool chose, behind the lines that left them open, and their frame. */
export function windowHints(uri: string, { analysis, places }: AnalyzedSystem): InlayHint[] {
  return factsOf(analysis).machines.flatMap(({ machine }): InlayHint[] => {
    const frame = chosenFrame(machine, places);
    return [
      ...(frame === null || frame.scheduler.uri !== uri
        ? []
        : [
            {
              position: frame.scheduler.range.end,
              label: frameText(frame),
              paddingLeft: true,
              tooltip: chosenFrameBecause(machine.name),
            },
          ]),
      ...chosenWindows(machine, places)
        .filter(({ line }) => line.uri === uri)
        .map(({ domain, vcpu, line, windows, plan }) => ({
          position: line.range.end,
          label: windows.length === 0 ? needsNoWindow() : windows.map(windowText).join(', '),
          paddingLeft: true,
          tooltip: chosenWindowsBecause(`${domain}.${vcpu}`, plan),
        })),
    ];
  });
}
