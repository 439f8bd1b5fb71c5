import { notRegular, sourceProblem } from '../messages/command/files.ts';
import { withRegularFile } from './regular-file.ts';
import { failure } from './source-text.ts';

/** The largest size of a file of bytes; half an hour of a busy processor's trace. */
const bytesLimit = 256_000_000;

/** Reads a file of bytes up to the limit, or says why it cannot be read. */
export async function readBytes(
  path: string,
): Promise<{ readonly bytes: Uint8Array } | { readonly why: string }> {
  try {
    const read = await withRegularFile(path, async (file) => {
      const { size } = await file.stat();
      return size > bytesLimit ? null : new Uint8Array(await file.readFile());
    });
    if (!('result' in read)) return { why: notRegular(read.special) };
    if (read.result === null)
      return { why: sourceProblem({ kind: 'too-large', megabytes: bytesLimit / 1_000_000 }) };
    return { bytes: read.result };
  } catch (error) {
    return { why: sourceProblem(failure(error)) };
  }
}
