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
  /** Whether bytes before it could not be read, so that nobody knows what happened there. */
  readonly isAfterBreak: boolean;
}

/** The extent of what could be read. */
export interface TraceEnd {
  /** The offset of the first byte that was not read. */
  readonly at: number;
  readonly damaged: boolean;
  /** The number of bytes that were left out, up to the next part that could be read. */
  readonly skipped: number;
}

/** The processor changes; its words are the processor and the bytes that follow for it. */
const processorChanges = 0x1f003;
/** The header of that record: two words and no time stamp. */
const changeHeader = 0x2001_f003;
const mostProcessors = 4096;
/** A stamp this far from the last one is none, in cycles: some hours on any processor. */
const farthest = 1n << 46n;

/**
 * Reads the records of a trace file of Xen in the order of the file: a little-endian header (event
 * in bits 0–27, number of words in 28–30, a time stamp in 31), the stamp, the words. Bytes that are
 * no record end a part of the file; the reading goes on with the next part, which begins where the
 * processor changes.
 */
export function* readRecords(bytes: Uint8Array): Generator<TraceRecord, TraceEnd> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let processor = 0;
  let last: bigint | null = null;
  let at = 0;
  let broken: number | null = null;
  let skipped = 0;
  let isAfterBreak = false;
  while (at < bytes.length) {
    const read = recordAt(view, at, last);
    if (read === null) {
      const next = partAfter(view, at);
      broken ??= at;
      skipped += next - at;
      at = next;
      isAfterBreak = true;
      continue;
    }
    const { event, stamp, words } = read;
    const begin = at;
    at = read.end;
    last = stamp ?? last;
    if (event === processorChanges) {
      processor = words[0] ?? 0;
      continue;
    }
    yield { event, processor, stamp, words, at: begin, isAfterBreak };
    isAfterBreak = false;
  }
  return { at: broken ?? at, damaged: broken !== null, skipped };
}

interface BareRecord extends Pick<TraceRecord, 'event' | 'stamp' | 'words'> {
  /** The offset behind it. */
  readonly end: number;
}

/** The record at an offset, after a stamp; `null` if the bytes there are none. */
function recordAt(view: DataView, begin: number, last: bigint | null): BareRecord | null {
  if (begin + 4 > view.byteLength) return null;
  const header = view.getUint32(begin, true);
  const event = header & 0x0fff_ffff;
  const count = (header >>> 28) & 7;
  const isStamped = header >>> 31 === 1;
  const at = begin + 4 + (isStamped ? 8 : 0);
  const end = at + 4 * count;
  if (end > view.byteLength || event >>> 12 === 0) return null;
  const stamp = isStamped ? view.getBigUint64(begin + 4, true) : null;
  if (stamp !== null && last !== null) {
    const apart = stamp - last;
    if (apart > farthest || -apart > farthest) return null;
  }
  const words = Array.from({ length: count }, (_, word) => view.getUint32(at + 4 * word, true));
  if (event === processorChanges && (words[0] ?? mostProcessors) >= mostProcessors) return null;
  return { event, stamp, words, end };
}

/** The offset of the next part behind bytes that are no record; the end without any. */
function partAfter(view: DataView, broken: number): number {
  for (let at = broken + 1; at + 12 <= view.byteLength; at++)
    if (view.getUint32(at, true) === changeHeader && view.getUint32(at + 4, true) < mostProcessors)
      return at;
  return view.byteLength;
}
