import { order } from './arrange.ts';
import type { RunColumns } from './run-columns.ts';

/**
 * The segments of each VCPU and each task, in order of time. The first lane that asks builds the
 * index.
 */
export class RowIndex {
  readonly #run: RunColumns;
  #byVcpu: readonly Int32Array[] | undefined;
  #byTask: readonly Int32Array[] | undefined;

  constructor(run: RunColumns) {
    this.#run = run;
  }

  ofVcpu(vcpu: number): Int32Array {
    const { segments, names } = this.#run;
    this.#byVcpu ??= this.#rowsBy(segments.vcpu, names.vcpus.length);
    return this.#byVcpu[vcpu] ?? new Int32Array();
  }

  ofTask(task: number): Int32Array {
    const { segments, names } = this.#run;
    this.#byTask ??= this.#rowsBy(segments.task, names.tasks.length);
    return this.#byTask[task] ?? new Int32Array();
  }

  #rowsBy(keys: ArrayLike<number>, keyCount: number): Int32Array[] {
    const { start } = this.#run.segments;
    const { offsets, rows } = order(keys, keyCount);
    return Array.from({ length: keyCount }, (_, key) => {
      const part = rows.subarray(offsets[key], offsets[key + 1]);
      // Rows are grouped by core, so rows of a migrating VCPU are not sorted by time yet.
      if (
        !part.every(
          (row, at) =>
            at === 0 || (start[part[at - 1] as number] as number) <= (start[row] as number),
        )
      ) {
        part.sort((a, b) => (start[a] as number) - (start[b] as number));
      }
      return part;
    });
  }
}
