import type { Clock } from '../clock.ts';
import {
  copyRows,
  firstRows,
  insertRows,
  type RowColumns,
  type RowShape,
  type Rows,
  roomFor,
} from './row-columns.ts';

const FIRST_ROOM = 0x100;
/** The largest factor by which the room grows. */
const GROWTH = 100;
/** The largest unused part at the end of the run, relative to the rows. */
const SLACK = 1 / 16;

/** The progress of a run and its end. */
export interface Course extends Clock {
  readonly horizon: number;
}

/** Columns that grow: rows are added at the end and handed out. */
export class RowRecorder {
  protected readonly shape: RowShape;
  protected readonly course: Course;
  protected columns: RowColumns;
  protected room = FIRST_ROOM;
  protected count = 0;

  constructor(shape: RowShape, course: Course) {
    this.shape = shape;
    this.course = course;
    this.columns = roomFor(shape, FIRST_ROOM);
  }

  /**
   * Makes room for the rest of the run, if it goes on at its present rate, as most runs do. This
   * saves copies and unused memory.
   */
  protected grow(): void {
    const { count } = this;
    const { now, horizon } = this.course;
    const foreseen = ((1 + SLACK / 2) * count * horizon) / now;
    this.moveTo(Math.ceil(Math.min(GROWTH * count, Math.max((1 + SLACK) * count, foreseen))));
  }

  private moveTo(room: number): void {
    const columns = roomFor(this.shape, room);
    copyRows(this.rows(), columns);
    this.columns = columns;
    this.room = room;
  }

  protected rows(): Rows {
    return { count: this.count, columns: this.columns };
  }

  /**
   * All rows, with the others inserted in order of time, each as the last of its instant. After the
   * end of the run the rows keep the memory they were written to, and the recorder is no longer
   * usable.
   */
  protected rowsWith(others: Rows, over: boolean): Rows {
    const count = this.count + others.count;
    if (over && count > this.room) this.moveTo(count);
    const inPlace = over && this.room <= (1 + SLACK) * count;
    const columns = inPlace ? this.columns : roomFor(this.shape, count);
    if (!inPlace) copyRows(this.rows(), columns);
    insertRows({ count: this.count, columns }, others);
    return { count, columns: firstRows(columns, count) };
  }
}
