import type { FileProblem } from '../../messages/command/files.ts';

const kinds: Readonly<Record<string, Exclude<FileProblem['kind'], 'other'>>> = {
  ENOENT: 'no-folder',
  ENOTDIR: 'no-folder',
  EACCES: 'forbidden',
  EPERM: 'forbidden',
  EROFS: 'forbidden',
  EISDIR: 'is-folder',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'too-large',
};

/**
 * The fault in an error of the file system that a person can act on. Other errors are thrown again.
 */
export function fileProblemOf(error: unknown): FileProblem {
  if (!isSystemError(error)) throw error;
  const kind = kinds[error.code];
  return kind === undefined ? { kind: 'other', message: error.message } : { kind };
}

export function isSystemError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}
