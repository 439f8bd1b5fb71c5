/** One record of `xentrace`. */
export interface TraceRecord {
  readonly event: number;
  readonly processor: number;
  /** The time stamp counter; `null` in a record without one. */
  readonly stamp: bigint | null;
  /** The words behind it, at most seven, unsigned. */
  readonly words: readonly number[];
  /** The offset of its first byte. */
  readonly at: number;
}

/** The end of what could be read: at the end of the file, or in bytes that are no record. */
export interface TraceEnd {
  /** The offset of the first byte that was not read. */
  readonly at: number;
  readonly damaged: boolean;
}

/** The processor changes; its words are the processor and the bytes that follow for it. */
const processorChanges = 0x1f003;
const mostProcessors = 4096;
/** A stamp this far from the last one is none, in cycles: some hours on any processor. */
const farthest = 1n << 46n;

/**
 * Reads the records of a trace file of Xen in the order of the file: a little-endian header (event
 * in bits 0–27, number of words in 28–30, a time stamp in 31), the stamp, the words. Bytes that
 * are no record end the reading, with the place.
 */
export function* readRecords(bytes: Uint8Array): Generator<TraceRecord, TraceEnd> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let processor = 0;
  let last: bigint | null = null;
  let at = 0;
  while (at < bytes.length) {
    const begin = at;
    const broken = { at: begin, damaged: true };
    if (at + 4 > bytes.length) return broken;
    const header = view.getUint32(at, true);
    const event = header & 0x0fff_ffff;
    const count = (header >>> 28) & 7;
    const stamped = header >>> 31 === 1;
    at += 4 + (stamped ? 8 : 0);
    if (at + 4 * count > bytes.length) return broken;
    const stamp = stamped ? view.getBigUint64(begin + 4, true) : null;
    const words = Array.from({ length: count }, (_, word) => view.getUint32(at + 4 * word, true));
    at += 4 * count;
    if (event >>> 12 === 0) return broken;
    if (stamp !== null) {
      const apart: bigint = last === null ? 0n : stamp - last;
      if (apart > farthest || -apart > farthest) return broken;
      last = stamp;
    }
    if (event === processorChanges) {
      const [next = mostProcessors] = words;
      if (next >= mostProcessors) return broken;
      processor = next;
      continue;
    }
    yield { event, processor, stamp, words, at: begin };
  }
  return { at, damaged: false };
}
