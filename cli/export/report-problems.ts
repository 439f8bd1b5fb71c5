import { placeIn } from '../../language/diagnose.ts';
import {
  type LinuxProblem,
  linuxCode,
  linuxProblemText,
} from '../../messages/formats/linux-guest/problem.ts';
import {
  type XenProblem,
  type XenProblemKind,
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
  readonly weight: (problem: Told) => Weight;
}

/** A problem forbids an export, forbids it unless proof is waived, or only warns. */
type Weight = 'wrong' | 'unproven' | 'doubtful';

const xenWeights: Readonly<Record<XenProblemKind, Weight>> = {
  scheduler: 'wrong',
  deadline: 'wrong',
  name: 'wrong',
  dom0: 'wrong',
  budget: 'wrong',
  share: 'wrong',
  frame: 'wrong',
  place: 'wrong',
  'not-proven': 'unproven',
  'free-switches': 'doubtful',
};

export const xenTelling: Telling<XenProblem> = {
  code: xenCode,
  text: xenProblemText,
  weight: ({ kind }) => xenWeights[kind],
};

export const linuxTelling: Telling<LinuxProblem> = {
  code: linuxCode,
  text: linuxProblemText,
  weight: ({ kind }) => (kind === 'not-proven' ? 'unproven' : 'wrong'),
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
 * A part that is only not proven gives a warning if that was asked for, a doubtful one always.
 */
export function reportProblems<Told extends Problem>(
  problems: readonly Told[],
  telling: Telling<Told>,
  loaded: LoadedFile,
  unproven: boolean,
  terminal: Terminal,
): ExitCode | null {
  const severities: Readonly<Record<Weight, Diagnostic['severity']>> = {
    wrong: 'error',
    unproven: unproven ? 'warning' : 'error',
    doubtful: 'warning',
  };
  const told = problemDiagnostics(
    problems,
    telling,
    loaded,
    (problem) => severities[telling.weight(problem)],
  );
  for (const diagnostic of told) terminal.err(`${diagnosticLine(diagnostic).join('')}\n`);
  const weights = new Set(problems.map(telling.weight));
  if (weights.has('wrong')) return exitCode.badText;
  return weights.has('unproven') && !unproven ? exitCode.notProven : null;
}
