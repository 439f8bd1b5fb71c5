import { placeIn } from '../../language/diagnose.ts';
import {
  type XenProblem,
  xenCode,
  xenProblemText,
} from '../../messages/formats/xen-export/problem.ts';
import { type Diagnostic, diagnosticLine } from '../check/diagnostic.ts';
import { placeOf } from '../check/text-diagnostics.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import type { LoadedFile } from '../loaded-file.ts';
import type { Terminal } from '../terminal.ts';

/** The problems of an export, at their places in the text. */
export function problemDiagnostics(
  problems: readonly XenProblem[],
  { document, places, nameOf }: LoadedFile,
  severity: (problem: XenProblem) => Diagnostic['severity'] = () => 'error',
): readonly Diagnostic[] {
  const start = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  return problems.map((problem) => {
    const place = placeIn(places.find(problem.element), problem);
    const { uri, range } = place ?? { uri: document.uri.toString(), range: start };
    return {
      ...placeOf(nameOf(uri), range),
      ...{ origin: 'analysis', severity: severity(problem), code: xenCode(problem) },
      ...{ message: xenProblemText(problem), related: [] },
    };
  });
}

/**
 * Tells the problems of an export, and the exit code with which they end it; `null` if none does.
 * A part that is only not proven gives a warning if that was asked for.
 */
export function reportProblems(
  problems: readonly XenProblem[],
  loaded: LoadedFile,
  unproven: boolean,
  terminal: Terminal,
): ExitCode | null {
  const isProof = ({ kind }: XenProblem) => kind === 'not-proven';
  const told = problemDiagnostics(problems, loaded, (problem) =>
    unproven && isProof(problem) ? 'warning' : 'error',
  );
  for (const diagnostic of told) terminal.err(`${diagnosticLine(diagnostic).join('')}\n`);
  if (problems.some((problem) => !isProof(problem))) return exitCode.badText;
  return problems.length > 0 && !unproven ? exitCode.notProven : null;
}
