import { crc32 } from './crc32.ts';

/** The checksum of a text, as eight digits. */
export function checksum(text: string): string {
  return crc32(new TextEncoder().encode(text)).toString(16).padStart(8, '0');
}

/**
 * A text with a line that holds the checksum of all others, so that an edited one is known. The
 * line is a comment: the first, or the second behind one that begins with `#!`.
 */
export function seal(text: string, comment: '#' | '//' = '#'): string {
  const first = text.startsWith('#!') ? text.indexOf('\n') + 1 : 0;
  const line = `${comment} hypersched ${checksum(text)}\n`;
  return text.slice(0, first) + line + text.slice(first);
}

/** Whether a text is one that {@link seal} made, and nobody has changed it. */
export function isSealed(text: string): boolean {
  const [, before = '', sum, after = ''] =
    /^(#![^\n]*\n)?(?:#|\/\/) hypersched ([\da-f]{8})\n([\s\S]*)$/.exec(text) ?? [];
  return sum !== undefined && checksum(before + after) === sum;
}
