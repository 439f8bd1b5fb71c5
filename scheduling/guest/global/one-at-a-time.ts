import type { StaticWindow, Supply } from '../../supply/supply.ts';
import type { GlobalProblem, VcpuProblem } from '../problem.ts';

/**
 * The tasks of VCPUs that never run at once, as a problem of one VCPU; `null` if several can run at
 * once. Static windows of one frame that do not overlap have a known union, which supplies more
 * than the sum of their guarantees.
 *
 * The safe side adds the costs that the union hides. If one VCPU's window follows another's, the
 * running job has to be loaded there, and each VCPU can have stopped within a kernel section that
 * it ends in its next window.
 */
export function oneAtATime(problem: GlobalProblem): VcpuProblem | null {
  const { supplies, ...load } = problem;
  const [only] = supplies;
  if (only !== undefined && supplies.length === 1) return { ...load, supply: only };
  const safe = union(
    supplies.map((supply) => supply.safe),
    problem.taskSwitch,
  );
  const necessary = union(
    supplies.map((supply) => supply.necessary),
    0,
  );
  if (safe === null || necessary === null) return null;
  return { ...load, supply: { safe, necessary }, kernelSections: supplies.length };
}

/**
 * All windows as those of one VCPU. A window that follows another VCPU's loses `handover` at its
 * start.
 */
function union(supplies: readonly Supply[], handover: number): Supply | null {
  const windows: (StaticWindow & { readonly vcpu: number })[] = [];
  const frames = new Set<number>();
  for (const [vcpu, supply] of supplies.entries()) {
    if (supply.kind !== 'windows') return null;
    for (const window of supply.windows) if (window.length > 0) windows.push({ ...window, vcpu });
    frames.add(supply.frame);
  }
  const [frame] = frames;
  if (frame === undefined || frames.size !== 1) return null;
  windows.sort((a, b) => a.at - b.at);
  let end = 0;
  for (const window of windows) {
    if (window.at < end) return null;
    end = window.at + window.length;
  }
  let before = windows.at(-1)?.vcpu;
  const joined = windows.map(({ at, length, vcpu }): StaticWindow => {
    const lost = vcpu === before ? 0 : Math.min(handover, length);
    before = vcpu;
    return { at: at + lost, length: length - lost };
  });
  return { kind: 'windows', frame, windows: joined };
}
