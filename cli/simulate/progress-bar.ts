import { progressText } from '../../messages/command/run.ts';
import type { SimulationProgress } from '../../scheduling/simulation/result.ts';
import { bar } from '../bar.ts';

/** The part of a stream that a progress bar needs. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const QUIET_MS = 1000;
const BETWEEN_MS = 100;
const BAR_WIDTH = 24;

/**
 * The progress of a run, its rate and its remaining time. It appears on terminals only, after a
 * second.
 */
export class ProgressBar {
  private readonly stream: ProgressStream;
  private readonly clock: () => number;
  private readonly begun: number;
  private shownAt = -Infinity;

  constructor(stream: ProgressStream, clock: () => number = () => performance.now()) {
    this.stream = stream;
    this.clock = clock;
    this.begun = clock();
  }

  /** Shows the progress. The result never cancels the run. */
  show({ now, horizon, jobs }: SimulationProgress): undefined {
    const time = this.clock();
    const spent = time - this.begun;
    if (this.stream.isTTY !== true || spent < QUIET_MS || time - this.shownAt < BETWEEN_MS) return;
    this.shownAt = time;
    const share = horizon === 0 ? 1 : now / horizon;
    const left = share === 0 ? Infinity : (spent / share) * (1 - share);
    const rate = Math.round((jobs / spent) * 1000).toLocaleString('en-US');
    const percent = `${Math.floor(share * 100)} %`.padStart(5);
    const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, horizon))) - 3);
    const told = progressText(Math.floor(now / step) * step, horizon, rate, Math.ceil(left / 1000));
    this.stream.write(`\r${bar(share, BAR_WIDTH)} ${percent}  ${told}\u001b[K`);
  }

  /** Removes the bar, if one was shown. */
  clear(): void {
    if (this.shownAt > -Infinity) this.stream.write('\r\u001b[K');
  }
}
