import { t } from '@vscode/l10n';

/** The faults of inputs from which no running system can be made. */

export function malformedInput(path: string, fault: string): string {
  return path === ''
    ? t('This is no system that could be opened: {fault}', { fault })
    : t('This is no system that could be opened, for at {path}: {fault}', { path, fault });
}

/** `problems` has a line for each error. */
export function textHasErrors(problems: string): string {
  return t('The text of the system has errors:\n{problems}', { problems });
}

export function errorAt(line: number, column: number, message: string): string {
  return t('line {line}, column {column}: {message}', { line, column, message });
}

/** `entry` counts from 1. */
export function replayDiffers(entry: number): string {
  return t(
    'Entry {entry} of the journal is answered otherwise than it was. The journal belongs to another system or version.',
    { entry },
  );
}
