import type { RunColumns } from '../columns/run-columns.ts';
import { clamped, type View } from '../drawing/view.ts';

type Opened = Pick<RunColumns, 'end' | 'names' | 'segments'>;

/** The least width of the shortest period, in pixels. */
const periodWidth = 24;

/**
 * The first view of a run. It begins where something first runs. It is close enough to tell one
 * period of every VCPU and task from the next, and wide enough for two jobs of the shortest task.
 * It is the whole run where that is not much longer.
 */
export function opening({ end, names, segments }: Opened, width: number): View {
  const { vcpus, tasks, cores } = names;
  const taskPeriods = tasks.map(({ period }) => period);
  const periods = [...taskPeriods, ...vcpus.flatMap(({ period }) => period ?? [])];
  const seen = Math.max(
    (Math.min(...periods, end) * width) / periodWidth,
    2 * Math.min(...taskPeriods, end),
  );
  const length = seen * 1.5 > end ? end : seen;
  const starts = cores.flatMap((_, core) => {
    const { [core]: from = 0, [core + 1]: to = 0 } = segments.offsets;
    return from < to ? (segments.start[from] ?? []) : [];
  });
  return clamped(
    { start: Math.min(...starts, end), scale: Math.max(length, 1) / width, width },
    end,
  );
}
