import { budgetMisses, jobMisses } from '../../../messages/page/lanes.ts';
import { formatDuration } from '../../../messages/text/duration.ts';
import { type Element, elementKey } from '../../../scheduling/model/element.ts';
import { centered, showing, type View } from '../drawing/view.ts';
import type { Lane } from '../lanes/lane.ts';
import { fullName } from '../lanes/layout.ts';
import type { Miss, RunData } from '../lanes/run-data.ts';
import type { PageState } from '../state/page-state.ts';

/** The lane of an element; for a domain that of its first VCPU. */
export function laneOf(element: Element, lanes: readonly Lane[]): Lane | undefined {
  const key = elementKey(element);
  return (
    lanes.find((each) => each.key === key) ??
    lanes.find(
      ({ element: own }) =>
        element.kind === 'domain' && own.kind === 'vcpu' && own.domain === element.domain,
    )
  );
}

/** The collapsed lanes after opening every lane above one. */
export function expandedTo(
  key: string,
  lanes: readonly Lane[],
  collapsed: ReadonlySet<string>,
): ReadonlySet<string> {
  const left = new Set(collapsed);
  for (let lane = lanes.find((each) => each.key === key); lane?.parent != null; ) {
    const { parent } = lane;
    left.delete(parent);
    lane = lanes.find((each) => each.key === parent);
  }
  return left.size === collapsed.size ? collapsed : left;
}

/** A missed deadline to jump to, with the view of it. */
export interface Jump {
  readonly lane: Lane;
  readonly time: number;
  readonly view: View;
  /** The announcement for people. */
  readonly words: string;
}

/** The miss after or before `here`; the first follows the last. `null` where there is none. */
export function missFrom(data: RunData, view: View, here: number, forward: boolean): Jump | null {
  const miss = forward
    ? (data.missAfter(here) ?? data.misses[0])
    : (data.missBefore(here) ?? data.misses.at(-1));
  const lane = miss === undefined ? undefined : data.laneOf(miss);
  if (miss === undefined || lane === undefined) return null;
  const { period, deadline } = timesOf(data, miss);
  const wide = view.scale * view.width > 20 * period;
  const job = data.run.events.job[miss.row] ?? 0;
  return {
    lane,
    time: miss.time,
    view: wide
      ? showing(view, miss.time - deadline, miss.time + period, data.run.end)
      : centered(view, miss.time, data.run.end),
    words: { task: jobMisses, vcpu: budgetMisses }[miss.of]({
      ...{ job, name: fullName(lane) },
      time: formatDuration(miss.time),
    }),
  };
}

function timesOf({ run }: RunData, { of, index }: Miss) {
  const { period, deadline } = (of === 'task' ? run.names.tasks : run.names.vcpus)[index] ?? {};
  return { period: period ?? 0, deadline: deadline ?? period ?? 0 };
}

/** The set with a key added, or removed where it was in. */
export function toggled(set: PageState['collapsed'], key: string): ReadonlySet<string> {
  const copy = new Set(set);
  if (!copy.delete(key)) copy.add(key);
  return copy;
}
