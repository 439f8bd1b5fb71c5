import type { StaticWindow, Supply } from '../../supply/supply.ts';
import type { GlobalProblem, VcpuProblem } from '../problem.ts';

/**
 * The tasks of VCPUs that never run at once, as a problem of one VCPU; `null` if several can run at
 * once. Windows of one frame that do not overlap have a known union, which supplies more than the
 * sum of their guarantees.
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

interface OwnWindow extends StaticWindow {
  readonly vcpu: number;
}

/**
 * All windows as those of one VCPU. A window that follows another VCPU's loses `handover` at its
 * start.
 */
function union(supplies: readonly Supply[], handover: number): Supply | null {
  let late = 0;
  const cycle: OwnWindow[] = [];
  const once: OwnWindow[] = [];
  const frames = new Set<number>();
  const begins = new Set<number | null>();
  for (const [vcpu, supply] of supplies.entries()) {
    if (supply.kind !== 'windows' && supply.kind !== 'changing-windows') return null;
    for (const window of supply.windows) if (window.length > 0) cycle.push({ ...window, vcpu });
    late = Math.max(late, supply.late ?? 0);
    frames.add(supply.frame);
    const changes = supply.kind === 'changing-windows';
    begins.add(changes ? supply.begin : null);
    for (const window of changes ? supply.once : [])
      if (window.length > 0) once.push({ ...window, vcpu });
  }
  const [frame] = frames;
  const [begin] = begins;
  if (frame === undefined || begin === undefined || frames.size + begins.size > 2) return null;
  const order = (a: OwnWindow, b: OwnWindow) => a.at - b.at;
  cycle.sort(order);
  once.sort(order);
  if (overlap(cycle) || overlap(once)) return null;
  const last = cycle.at(-1)?.vcpu;
  const delay = late === 0 ? {} : { late };
  if (begin === null)
    return { kind: 'windows', frame, windows: joined(cycle, [last], handover), ...delay };
  const windows = joined(cycle, [last, once.at(-1)?.vcpu], handover);
  const given = joined(once, [undefined], handover);
  return { kind: 'changing-windows', once: given, begin, frame, windows, ...delay };
}

function overlap(sorted: readonly OwnWindow[]): boolean {
  return sorted.some(({ at }, index) => {
    const before = sorted[index - 1];
    return before !== undefined && at < before.at + before.length;
  });
}

/** `before` are the VCPUs that may have run before the first window; `undefined` is unknown. */
function joined(
  sorted: readonly OwnWindow[],
  before: readonly (number | undefined)[],
  handover: number,
): readonly StaticWindow[] {
  let possible = before;
  return sorted.map(({ at, length, vcpu }): StaticWindow => {
    const lost = possible.every((one) => one === vcpu) ? 0 : Math.min(handover, length);
    possible = [vcpu];
    return { at: at + lost, length: length - lost };
  });
}
