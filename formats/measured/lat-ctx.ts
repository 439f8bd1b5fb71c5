/** One line of `lat_ctx`: a switch among so many processes of such a size. */
export interface ContextSwitch {
  /** The memory that each process reads, in KB. */
  readonly size: number;
  readonly processes: number;
  /** The cost of a switch, in ns. */
  readonly cost: number;
}

/**
 * Reads the output of lmbench's `lat_ctx`: a line `"size=16k ovr=2.15`, then for each number of
 * processes a line with that number and the µs of a switch. Lines of other kinds are skipped.
 */
export function readLatCtx(text: string): readonly ContextSwitch[] {
  const found: ContextSwitch[] = [];
  let size = 0;
  for (const line of text.split('\n')) {
    const head = /^"?size=(\d{1,9})k\s+ovr=[\d.]+"?\s*$/.exec(line.slice(0, 4096))?.[1];
    if (head !== undefined) {
      size = Number(head);
      continue;
    }
    const [, processes, microseconds] =
      /^\s*(\d{1,6})\s+(\d{1,9}(?:\.\d{1,6})?)\s*$/.exec(line.slice(0, 4096)) ?? [];
    if (processes === undefined || microseconds === undefined) continue;
    const cost = Math.ceil(Math.round(Number(microseconds) * 1e6) / 1e3);
    found.push({ size, processes: Number(processes), cost });
  }
  return found;
}
