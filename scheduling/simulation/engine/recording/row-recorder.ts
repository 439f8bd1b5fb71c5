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
/** How many times as much room there is after it grew, at most. */
const GROWTH = 100;
/** What may be left unused when the run is over, as a part of the rows. */
const SLACK = 1 / 16;

/** How far a run is, and where it ends. */
export interface Course extends Clock {
  readonly horizon: number;
}

/** Columns that grow: rows are added at the end, and handed out. */
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
   * Makes room for what comes if the run goes on as it has so far, as most do: little is copied,
   * and little memory asked for in vain.
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
   * All rows, and among them others, in order of time as these: each after all else at its instant.
   * When the run is over they are handed out in the memory they were written to; this is of no use
   * then any more.
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
