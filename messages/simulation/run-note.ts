import { t } from '@vscode/l10n';
import { vcpuLabel } from '../../scheduling/host/vcpu-name.ts';
import type { RunNote } from '../../scheduling/simulation/result.ts';
import { type Sayings, say } from '../say.ts';
import { formatDuration } from '../text/duration.ts';

const notes: Sayings<RunNote> = {
  'no-core': (name) => t('{vcpu} never runs: no core was found for it.', { vcpu: vcpuLabel(name) }),
  'no-window': (name) =>
    t('{vcpu} never runs: it has no window in the major frame.', { vcpu: vcpuLabel(name) }),
  'no-budget': (name) =>
    t('{vcpu} never runs: it has no budget, and none would do for its tasks.', {
      vcpu: vcpuLabel(name),
    }),
  'off-at-first': ({ domain }) =>
    t('{domain} is not started: it is off in the plan `first`. A scenario can change the plan.', {
      domain,
    }),
  'late-budget': ({ start, due, ...name }) =>
    t(
      'The budget of {vcpu} has not come by its deadline at {due}. The run that the verdict tells begins at {start}.',
      { vcpu: vcpuLabel(name), due: formatDuration(due), start: formatDuration(start) },
    ),
  'all-refused': ({ scenario }) =>
    t('Nothing ran: every step of the scenario {scenario} was refused.', { scenario }),
};

/** The parts of a system that never run, with the reason, and what a told run shows. */
export function runNoteText(note: RunNote): string {
  return say(notes, note);
}
