import type { EventColumns } from '../../trace.ts';
import { roomFor } from './row-columns.ts';
import { RowRecorder } from './row-recorder.ts';

/** An event that was found after the fact, on no core. */
export interface LateEvent {
  readonly time: number;
  readonly kind: number;
  readonly task: number;
  readonly job: number;
}

/** The events of a run, as they happen. */
export class EventRecorder extends RowRecorder {
  push(kind: number, core: number, vcpu: number, task: number, job: number): void {
    if (this.count === this.room) this.grow();
    const { columns } = this;
    const row = this.count++;
    columns.time[row] = this.course.now;
    columns.core[row] = core;
    columns.vcpu[row] = vcpu;
    columns.task[row] = task;
    columns.job[row] = job;
    columns.kind[row] = kind;
  }

  /**
   * All events, with the later found ones inserted in order of time, each as the last of its
   * instant.
   */
  events(late: readonly LateEvent[], over: boolean): EventColumns {
    const columns = roomFor(this.shape, late.length);
    for (const [i, { time, kind, task, job }] of late.entries()) {
      columns.time[i] = time;
      columns.core[i] = -1;
      columns.vcpu[i] = -1;
      columns.task[i] = task;
      columns.job[i] = job;
      columns.kind[i] = kind;
    }
    const all = this.rowsWith({ count: late.length, columns }, over);
    const { start: _, ...others } = all.columns;
    return { count: all.count, ...others };
  }
}
