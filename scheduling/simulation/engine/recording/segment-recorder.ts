import type { SegmentColumns } from '../../trace.ts';
import { NONE } from '../state/activity.ts';
import type { CoreState } from '../state/core-state.ts';
import { RowRecorder } from './row-recorder.ts';

/** The segments of a run. Each is written at its end. */
export class SegmentRecorder extends RowRecorder {
  /** Writes the core's activity since its open segment began, unless that took no time. */
  push({ kind, segmentStart, index, target, task, job }: CoreState): void {
    const { now } = this.course;
    if (kind === NONE || segmentStart === now) return;
    if (this.count === this.room) this.grow();
    const { columns } = this;
    const row = this.count++;
    (columns.start as Float64Array)[row] = segmentStart;
    columns.time[row] = now;
    columns.core[row] = index;
    columns.vcpu[row] = target === null ? -1 : target.index;
    columns.task[row] = task === null ? -1 : task.traced;
    columns.job[row] = job;
    columns.kind[row] = kind - 1;
  }

  /** All segments, with the open ones of the cores as if they ended now. */
  segments(cores: readonly CoreState[], over: boolean): SegmentColumns {
    const open = new SegmentRecorder(this.shape, this.course);
    for (const core of cores) open.push(core);
    const { count, columns } = this.rowsWith(open.rows(), over);
    const { start, time: end, ...numbers } = columns;
    return { count, start: start as Float64Array<ArrayBuffer>, end, ...numbers };
  }
}
