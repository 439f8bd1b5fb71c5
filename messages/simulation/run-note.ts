import { t } from '@vscode/l10n';
import { vcpuLabel } from '../../scheduling/host/vcpu-name.ts';
import type { VcpuName } from '../../scheduling/model/analysis.ts';
import type { RunNote } from '../../scheduling/simulation/result.ts';

type VcpuNote = Extract<RunNote, VcpuName>;

const notes: Readonly<Record<VcpuNote['kind'], (vcpu: string) => string>> = {
  'no-core': (vcpu) => t('{vcpu} never runs: no core was found for it.', { vcpu }),
  'no-window': (vcpu) => t('{vcpu} never runs: it has no window in the major frame.', { vcpu }),
  'no-budget': (vcpu) =>
    t('{vcpu} never runs: it has no budget, and none would do for its tasks.', { vcpu }),
};

/** The parts of a system that never run, with the reason. */
export function runNoteText(note: RunNote): string {
  if (note.kind === 'all-refused') {
    return t('Nothing ran: every step of the scenario {scenario} was refused.', {
      scenario: note.scenario,
    });
  }
  return notes[note.kind](vcpuLabel(note));
}
