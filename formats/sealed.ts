import { crc32 } from './crc32.ts';

/** The beginning of the line that seals what follows it. */
const mark = '# hypersched ';

/** The checksum of a text, as eight digits. */
export function checksum(text: string): string {
  return crc32(new TextEncoder().encode(text)).toString(16).padStart(8, '0');
}

/**
 * A script or configuration file with a line that holds the checksum of all other lines, so that an
 * edited one is known. The line is the first, or the second behind one that begins with `#!`.
 */
export function seal(text: string): string {
  const first = text.startsWith('#!') ? text.indexOf('\n') + 1 : 0;
  return `${text.slice(0, first)}${mark}${checksum(text)}\n${text.slice(first)}`;
}

/** Whether a text is one that {@link seal} made, and nobody has changed it. */
export function isSealed(text: string): boolean {
  const [, before = '', sum, after = ''] =
    /^(#![^\n]*\n)?# hypersched ([\da-f]{8})\n([\s\S]*)$/.exec(text) ?? [];
  return sum !== undefined && checksum(before + after) === sum;
}
