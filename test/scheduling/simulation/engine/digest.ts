import type { Trace } from '../../../../scheduling/simulation/trace.ts';

/**
 * FNV-1a (64 bits) over all bytes of all columns, little-endian, as 16 hexadecimal digits. It runs
 * in Node, workers and browsers alike.
 */
export function digestOf({ segments, events }: Trace): string {
  let high = 0xcbf2_9ce4;
  let low = 0x8422_2325;
  const columns = [
    ...[
      segments.start,
      segments.end,
      segments.core,
      segments.vcpu,
      segments.task,
      segments.job,
      segments.kind,
    ],
    ...[events.time, events.kind, events.core, events.vcpu, events.task, events.job],
  ];
  for (const column of columns) {
    const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
    for (const byte of bytes) {
      // hash = (hash ^ byte) * 0x100000001b3, in 32-bit halves.
      low = (low ^ byte) >>> 0;
      const product = low * 0x1b3;
      const carry = Math.floor(product / 0x1_0000_0000);
      high = (Math.imul(high, 0x1b3) + carry + (low << 8)) >>> 0;
      low = product >>> 0;
    }
  }
  return [high, low].map((half) => half.toString(16).padStart(8, '0')).join('');
}
