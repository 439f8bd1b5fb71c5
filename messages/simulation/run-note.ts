import { t } from '@vscode/l10n';
import { vcpuLabel } from '../../scheduling/host/vcpu-name.ts';
import type { RunNote } from '../../scheduling/simulation/result.ts';

const notes: Readonly<Record<RunNote['kind'], (vcpu: string) => string>> = {
  'no-core': (vcpu) => t('{vcpu} never runs: no core was found for it.', { vcpu }),
  'no-window': (vcpu) => t('{vcpu} never runs: it has no window in the major frame.', { vcpu }),
  'no-budget': (vcpu) =>
    t('{vcpu} never runs: it has no budget, and none would do for its tasks.', { vcpu }),
};

/** Why a VCPU never runs. */
export function runNoteText(note: RunNote): string {
  return notes[note.kind](vcpuLabel(note));
}
