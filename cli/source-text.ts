import { notRegular, type SpecialFile } from '../messages/command/files.ts';
import { withRegularFile } from './regular-file.ts';

/** Larger inputs are no descriptions of machines; this holds some 180,000 tasks. */
const sourceLimit = 8_000_000;

export type Source =
  | { readonly kind: 'text'; readonly text: string }
  /** Why it cannot be read, as the end of a sentence that begins with its name. */
  | { readonly kind: 'refused'; readonly why: string; readonly special?: SpecialFile };

/**
 * Reads a file as far as it may be read; bad input is refused in words, and so is what has no end
 * of its own, such as a pipe that nobody writes to.
 */
export async function readSource(path: string): Promise<Source> {
  try {
    const read = await withRegularFile(path, (file) =>
      sourceText(file.createReadStream({ autoClose: false })),
    );
    if ('result' in read) return read.result;
    return { kind: 'refused', why: notRegular(read.special), special: read.special };
  } catch (error) {
    return { kind: 'refused', why: failurePhrase(error) };
  }
}

/** The text that a stream of bytes holds. Stops reading what is too large. */
export async function sourceText(stream: AsyncIterable<Uint8Array>): Promise<Source> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > sourceLimit) {
      return { kind: 'refused', why: `is larger than ${sourceLimit / 1_000_000} MB` };
    }
    chunks.push(chunk);
  }
  return decoded(Buffer.concat(chunks));
}

function decoded(bytes: Uint8Array): Source {
  if (bytes.includes(0)) return { kind: 'refused', why: 'is a binary file, not a text' };
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { kind: 'refused', why: 'is not UTF-8 text' };
  }
}

const phrases: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist: a part of its path is not a directory',
  EISDIR: 'is a directory; name the .hsched files in it',
  EACCES: 'cannot be read: permission denied',
  EPERM: 'cannot be read: permission denied',
  ENXIO: 'is a socket or a device, not a file',
  ELOOP: 'cannot be read: its symbolic links lead in a circle',
  ENAMETOOLONG: 'cannot be read: its name is too long',
};

function failurePhrase(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return (
    phrases[code] ?? `cannot be read: ${error instanceof Error ? error.message : String(error)}`
  );
}
