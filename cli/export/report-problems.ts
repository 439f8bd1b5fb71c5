import { placeIn } from '../../language/diagnose.ts';
import {
  type LinuxProblem,
  linuxCode,
  linuxProblemText,
} from '../../messages/formats/linux-guest/problem.ts';
import {
  type XenProblem,
  xenCode,
  xenProblemText,
} from '../../messages/formats/xen-export/problem.ts';
import type { Element } from '../../scheduling/model/element.ts';
import { type Diagnostic, diagnosticLine } from '../check/diagnostic.ts';
import { placeOf } from '../check/text-diagnostics.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import type { LoadedFile } from '../loaded-file.ts';
import type { Terminal } from '../terminal.ts';

/** An obstacle to an export, at an element and an attribute of it. */
interface Problem {
  readonly element: Element;
  readonly attribute?: string;
}

/** The words for the problems of one export. */
interface Telling<Told extends Problem> {
  readonly code: (problem: Told) => string;
  readonly text: (problem: Told) => string;
  /** Whether the element is only not proven. */
  readonly isProof: (problem: Told) => boolean;
}

export const xenTelling: Telling<XenProblem> = {
  code: xenCode,
  text: xenProblemText,
  isProof: ({ kind }) => kind === 'not-proven',
};

export const linuxTelling: Telling<LinuxProblem> = {
  code: linuxCode,
  text: linuxProblemText,
  isProof: ({ kind }) => kind === 'not-proven',
};

/** The problems of an export, at their places in the text. */
export function problemDiagnostics<Told extends Problem>(
  problems: readonly Told[],
  telling: Telling<Told>,
  { document, places, nameOf }: LoadedFile,
  severity: (problem: Told) => Diagnostic['severity'] = () => 'error',
): readonly Diagnostic[] {
  const start = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  return problems.map((problem) => {
    const place = placeIn(places.find(problem.element), problem);
    const { uri, range } = place ?? { uri: document.uri.toString(), range: start };
    return {
      ...placeOf(nameOf(uri), range),
      ...{ origin: 'analysis', severity: severity(problem), code: telling.code(problem) },
      ...{ message: telling.text(problem), related: [] },
    };
  });
}

/**
 * Tells the problems of an export, and the exit code with which they end it; `null` if none does.
 * A part that is only not proven gives a warning if that was asked for.
 */
export function reportProblems<Told extends Problem>(
  problems: readonly Told[],
  telling: Telling<Told>,
  loaded: LoadedFile,
  unproven: boolean,
  terminal: Terminal,
): ExitCode | null {
  const { isProof } = telling;
  const told = problemDiagnostics(problems, telling, loaded, (problem) =>
    unproven && isProof(problem) ? 'warning' : 'error',
  );
  for (const diagnostic of told) terminal.err(`${diagnosticLine(diagnostic).join('')}\n`);
  if (problems.some((problem) => !isProof(problem))) return exitCode.badText;
  return problems.length > 0 && !unproven ? exitCode.notProven : null;
}
