import {
  admittedOf,
  machineUse,
  vcpuChanges,
  vcpuComes,
  vcpuLeaves,
} from '../../messages/command/admit.ts';
import { noEffect } from '../../messages/command/report.ts';
import { admission } from '../../messages/command/run.ts';
import { actionText } from '../../messages/scenario/action.ts';
import { stepNotes } from '../../messages/scenario/step-notes.ts';
import { stepReasonText } from '../../messages/scenario/step-reason.ts';
import { formatDuration } from '../../messages/text/duration.ts';
import { vcpuLabel } from '../../scheduling/host/vcpu-name.ts';
import type { InterfaceChange } from '../../scheduling/open/decision.ts';
import { type Cell, table } from '../table.ts';
import type { Style } from '../terminal.ts';
import type { AdmittedStep } from './admitted-steps.ts';

/** The log of a scenario's admissions, for people. */
export function admissionText(steps: readonly AdmittedStep[], style: Style): string {
  const rows = steps.flatMap((step) => [stepRow(step), ...notes(step).map(noteRow)]);
  const admitted = steps.filter((step) => step.admitted).length;
  const lines = [...table(rows, style), '', admittedOf(admitted, steps.length)];
  return `${lines.join('\n')}\n`;
}

function stepRow({ at, action, admitted }: AdmittedStep): readonly Cell[] {
  return [
    { text: formatDuration(at), align: 'right' },
    { text: admission(admitted), look: admitted ? 'green' : 'red' },
    { text: actionText(action), spill: true },
  ];
}

function noteRow(text: string): readonly Cell[] {
  return [{ text: '' }, { text: '' }, { text: `  ${text}`, look: 'dim', spill: true }];
}

function notes(step: AdmittedStep): readonly string[] {
  const { admitted, reason, failing, changes, utilization } = step;
  if (!admitted) {
    const why = stepReasonText(reason);
    return [failing === undefined ? noEffect(why) : why, ...stepNotes(step)];
  }
  const machines = new Set(
    changes.flatMap(({ before, after }) => [before?.machine, after?.machine]),
  );
  return [
    ...stepNotes(step),
    ...changes.map(changeText),
    ...utilization
      .filter(({ machine }) => machines.has(machine))
      .map(({ machine, share }) => machineUse(machine, share)),
  ];
}

function changeText({ before, after, ...vcpu }: InterfaceChange): string {
  const name = vcpuLabel(vcpu);
  if (before === null) return after === null ? '' : vcpuComes(name, after);
  return after === null ? vcpuLeaves(name, before) : vcpuChanges(name, before, after);
}
