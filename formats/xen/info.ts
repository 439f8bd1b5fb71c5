import { mostProcessors } from './bounds.ts';
import type { XenReading } from './reading.ts';

type Take = (value: string, reading: XenReading) => void;

/** The lines of `xl info` that tell about processors. */
const lines: Readonly<Record<string, Take>> = {
  nr_cpus: (value, reading) => {
    const count = Number(value);
    if (Number.isInteger(count) && count > 0 && count <= mostProcessors) reading.processors = count;
  },
  cpu_mhz: (value, reading) => {
    const kilohertz = Math.round(Number(value) * 1000);
    if (Number.isSafeInteger(kilohertz) && kilohertz > 0) reading.clock = kilohertz;
  },
};

/** Reads a line of `xl info`; whether it was one. */
export function readInfoLine(line: string, reading: XenReading): boolean {
  const [, key, value] = /^([a-z_]+)\s*: ?(.*)$/.exec(line) ?? [];
  if (key === undefined || value === undefined) return false;
  if (Object.hasOwn(lines, key)) lines[key]?.(value.trim(), reading);
  return true;
}
