import {
  notRegular,
  type SourceProblem,
  type SpecialFile,
  sourceProblem,
} from '../messages/command/files.ts';
import { withRegularFile } from './regular-file.ts';

/**
 * The largest size of an input in bytes. It holds some 180,000 tasks, more than any machine has.
 */
const sourceLimit = 8_000_000;

export type Source =
  | { readonly kind: 'text'; readonly text: string }
  /** The reason why it cannot be read, as the end of a sentence that begins with its name. */
  | { readonly kind: 'refused'; readonly why: string; readonly special?: SpecialFile };

/**
 * Reads a file up to the limit. Bad input is refused in words, as is a file without an end of its
 * own, such as a pipe that nobody writes to.
 */
export async function readSource(path: string): Promise<Source> {
  try {
    const read = await withRegularFile(path, (file) =>
      sourceText(file.createReadStream({ autoClose: false })),
    );
    if ('result' in read) return read.result;
    return { kind: 'refused', why: notRegular(read.special), special: read.special };
  } catch (error) {
    return refusedFor(failure(error));
  }
}

/** The text of a stream of bytes. It stops at the limit of the size. */
export async function sourceText(stream: AsyncIterable<Uint8Array>): Promise<Source> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > sourceLimit) {
      return refusedFor({ kind: 'too-large', megabytes: sourceLimit / 1_000_000 });
    }
    chunks.push(chunk);
  }
  return decoded(Buffer.concat(chunks));
}

function decoded(bytes: Uint8Array): Source {
  if (bytes.includes(0)) return refusedFor({ kind: 'binary' });
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return refusedFor({ kind: 'not-utf8' });
  }
}

const problems: Readonly<Record<string, Exclude<SourceProblem['kind'], 'too-large' | 'other'>>> = {
  ENOENT: 'missing',
  ENOTDIR: 'no-directory',
  EISDIR: 'directory',
  EACCES: 'forbidden',
  EPERM: 'forbidden',
  ENXIO: 'not-a-file',
  ELOOP: 'circle',
  ENAMETOOLONG: 'long-name',
};

/** The problem behind an error of the file system. */
export function failure(error: unknown): SourceProblem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const kind = problems[code];
  if (kind !== undefined) return { kind };
  return { kind: 'other', message: error instanceof Error ? error.message : String(error) };
}

/** The reason why a source cannot be read. */
export function refusedFor(problem: SourceProblem): Extract<Source, { kind: 'refused' }> {
  return { kind: 'refused', why: sourceProblem(problem) };
}
