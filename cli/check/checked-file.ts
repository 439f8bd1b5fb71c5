import type { Analysis, VerdictKind } from '../../scheduling/model/analysis.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import type { Diagnostic } from './diagnostic.ts';

/** What came out of one file of the command line and everything that it imports. */
export interface CheckedFile {
  /** As given on the command line. */
  readonly file: string;
  /** `null` where the file could not be read. */
  readonly analysis: Analysis | null;
  /** In order of file, line and column: the file itself first, then its imports. */
  readonly diagnostics: readonly Diagnostic[];
}

export function hasTextErrors(checked: CheckedFile): boolean {
  return checked.diagnostics.some(
    ({ origin, severity }) => origin === 'text' && severity === 'error',
  );
}

/**
 * Of everything hard in the file. A text with errors proves nothing, whatever is said of its sound
 * parts.
 */
export function fileVerdict(checked: CheckedFile): VerdictKind {
  if (checked.analysis === null) return 'unknown';
  const { verdict } = checked.analysis;
  return verdict === 'schedulable' && hasTextErrors(checked) ? 'unknown' : verdict;
}

/** A refused step of a scenario is no part of the file's verdict, but an error all the same. */
export function fileExitCode(checked: CheckedFile): ExitCode {
  if (hasTextErrors(checked)) return exitCode.badText;
  const errors = checked.diagnostics.some(({ severity }) => severity === 'error');
  return fileVerdict(checked) === 'schedulable' && !errors ? exitCode.proven : exitCode.notProven;
}
