import { t } from '@vscode/l10n';

/*
 * Faults of reading and writing files. The reasons for reading are the end of a sentence that
 * begins with the file's name.
 */

/** The kind of a path's target that is no file with an end. */
export type SpecialFile = 'pipe' | 'device' | 'socket' | 'folder';

export function notRegular(kind: SpecialFile): string {
  switch (kind) {
    case 'pipe':
      return t('is a pipe, not a file; - reads standard input');
    case 'device':
      return t('is a device, not a file; - reads standard input');
    case 'socket':
      return t('is a socket, not a file');
    case 'folder':
      return t('is a directory; name the .hsched files in it');
  }
}

/** A fault that a person can act on; `other` has the system's words. */
export type FileProblem =
  | { readonly kind: 'no-folder' | 'forbidden' | 'is-folder' | 'disk-full' | 'too-large' }
  | { readonly kind: 'other'; readonly message: string };

export function fileProblem(problem: FileProblem): string {
  switch (problem.kind) {
    case 'no-folder':
      return t('there is no such file or folder');
    case 'forbidden':
      return t('it is not permitted');
    case 'is-folder':
      return t('it is a folder');
    case 'disk-full':
      return t('the disk is full');
    case 'too-large':
      return t('it would be larger than is permitted');
    case 'other':
      return problem.message;
  }
}

export function cannotBeWritten(path: string, problem: FileProblem): string {
  return t('{path} cannot be written: {reason}', { path, reason: fileProblem(problem) });
}

export function standardOutputFailed(problem: FileProblem): string {
  return t('error: standard output cannot be written: {reason}', { reason: fileProblem(problem) });
}

export function outputIsInput(output: string, input: string): string {
  return t('error: {output} is {input}, which is read: write to another file.', { output, input });
}

export function outputTwice(output: string, other: string): string {
  return t('error: {output} is the same file as {other}: write to two files.', { output, other });
}

/** The fault of an unreadable source. */
export type SourceProblem =
  | {
      readonly kind:
        | 'missing'
        | 'no-directory'
        | 'directory'
        | 'forbidden'
        | 'not-a-file'
        | 'circle'
        | 'long-name'
        | 'binary'
        | 'not-utf8'
        | 'empty';
    }
  | { readonly kind: 'too-large'; readonly megabytes: number }
  | { readonly kind: 'other'; readonly message: string };

export function sourceProblem(problem: SourceProblem): string {
  switch (problem.kind) {
    case 'missing':
      return t('does not exist');
    case 'no-directory':
      return t('does not exist: a part of its path is not a directory');
    case 'directory':
      return t('is a directory; name the .hsched files in it');
    case 'forbidden':
      return t('cannot be read: permission denied');
    case 'not-a-file':
      return t('is a socket or a device, not a file');
    case 'circle':
      return t('cannot be read: its symbolic links lead in a circle');
    case 'long-name':
      return t('cannot be read: its name is too long');
    case 'binary':
      return t('is a binary file, not a text');
    case 'not-utf8':
      return t('is not UTF-8 text');
    case 'empty':
      return t('is empty');
    case 'too-large':
      return t('is larger than {megabytes} MB', { megabytes: problem.megabytes });
    case 'other':
      return t('cannot be read: {reason}', { reason: problem.message });
  }
}

/** A file, or standard input for `-`, with the reason why it cannot be read. */
export function unreadable(file: string, why: string): string {
  return t('{file} {why}', { file: file === '-' ? t('standard input') : file, why });
}
