import type { TraceRecord } from './records.ts';
import type { XenVcpuId } from './stretches.ts';

/** A stretch in which a VCPU had work and did not run. Times are in ns. */
export interface Wait {
  readonly vcpu: XenVcpuId;
  readonly start: number;
  readonly end: number;
}

const running = 0;
const runnable = 1;

/** Follows the run states of all VCPUs, and notes how long each waited for a processor. */
export class WaitRecorder {
  readonly waits: Wait[] = [];
  readonly #since = new Map<number, number>();

  /** Takes a record; `time` is its own, in ns. */
  take({ event, words }: TraceRecord, time: number): void {
    if (event >>> 12 !== 0x21 || (event & 0xf) !== 1) return;
    const [packed] = words;
    if (packed === undefined) return;
    const next = (event >>> 4) & 3;
    const since = this.#since.get(packed);
    if (next === runnable) {
      if (since === undefined) this.#since.set(packed, time);
      return;
    }
    this.#since.delete(packed);
    // A VCPU that sleeps again without having run did not get what it asked for, either.
    if (since === undefined || (next !== running && time === since)) return;
    this.waits.push({ vcpu: vcpuOf(packed), start: since, end: time });
  }

  /** Drops what goes on, since nobody knows how long it lasts. */
  forget(): void {
    this.#since.clear();
  }

  /** Ends the waits that go on at the end of the run. */
  close(end: number): void {
    for (const [packed, start] of this.#since)
      this.waits.push({ vcpu: vcpuOf(packed), start, end });
    this.#since.clear();
  }
}

function vcpuOf(packed: number): XenVcpuId {
  return { domain: packed >>> 16, vcpu: packed & 0xffff };
}
