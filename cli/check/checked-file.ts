import type { Judged } from '../../language/expectations/judge.ts';
import { factsOf } from '../../scheduling/facts/facts.ts';
import { systemHere } from '../../scheduling/facts/here.ts';
import type { Analysis, VerdictKind } from '../../scheduling/model/analysis.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import type { Diagnostic } from './diagnostic.ts';

/** The result for one file of the command line and all its imports. */
export interface CheckedFile {
  /** The path as given on the command line. */
  readonly file: string;
  /** The analysis; `null` if the file could not be read. */
  readonly analysis: Analysis | null;
  /** The diagnostics by file, line and column: the file itself first, then its imports. */
  readonly diagnostics: readonly Diagnostic[];
  /** The expectations of the file, if they alone are reported. */
  readonly expectations?: readonly Judged[];
}

/** A file that could be read. */
export interface ProvenFile extends CheckedFile {
  readonly analysis: Analysis;
}

export function hasTextErrors(checked: CheckedFile): boolean {
  return checked.diagnostics.some(
    ({ origin, severity }) => origin === 'text' && severity === 'error',
  );
}

/**
 * The verdict on all hard parts of the file. A text with errors proves nothing, even about its
 * sound parts.
 */
export function fileVerdict(checked: CheckedFile): VerdictKind {
  if (checked.analysis === null) return 'unknown';
  const { verdict } = checked.analysis;
  return verdict === 'schedulable' && hasTextErrors(checked) ? 'unknown' : verdict;
}

/**
 * A refused step of a scenario does not affect the file's verdict, but counts as an error. A file
 * with expectations is judged by them. `here` lets the second verdict decide: that beside the
 * neighbors that are written.
 */
export function fileExitCode(checked: CheckedFile, here: boolean): ExitCode {
  if (hasTextErrors(checked)) return exitCode.badText;
  if (checked.expectations !== undefined) {
    const isMet = checked.expectations.every(({ judgment }) => judgment.kind === 'met');
    return isMet ? exitCode.proven : exitCode.notProven;
  }
  const errors = checked.diagnostics.some(({ severity }) => severity === 'error');
  const proven = fileVerdict(checked) === 'schedulable' || (here && holdsHere(checked));
  return proven && !errors ? exitCode.proven : exitCode.notProven;
}

/** Whether all that is hard holds beside the neighbors that are written. */
export function holdsHere({ analysis }: CheckedFile): boolean {
  return analysis !== null && systemHere(factsOf(analysis)) !== null;
}
