import { endOfWindows, framesToTry } from '../choose/windows/frames.ts';
import { factsOf } from '../facts/facts.ts';
import type { Analysis } from '../model/analysis.ts';
import { frameOf } from '../model/policies.ts';
import type { Remedy } from './remedies.ts';

/**
 * Other lengths of a written major frame in which the open windows of a machine might be found, the
 * longest first. They are not yet tested.
 */
export function frameProposals(analysis: Analysis, name: string): readonly Remedy[] {
  const machine = factsOf(analysis).machine(name)?.machine;
  const frame = machine === undefined ? null : frameOf(machine.policy);
  if (machine?.windowChoice === undefined || frame === null || machine.windowChoice.frame)
    return [];
  const tasks = machine.domains.flatMap((domain) => domain.tasks);
  return framesToTry(tasks, machine.resolution, endOfWindows(frame))
    .filter((value) => value !== frame.majorFrame)
    .map((value) => ({
      kind: 'set-frame',
      changes: [{ kind: 'frame', element: { kind: 'machine', machine: name }, value }],
      preferred: false,
    }));
}
