import { expectationsOf } from '../../language/expectations/expectation.ts';
import { type Judged, judge } from '../../language/expectations/judge.ts';
import { judgmentText } from '../../language/expectations/judgment-text.ts';
import { verdictLooks } from '../../messages/verdicts/verdict-look.ts';
import type { LoadedFile } from '../loaded-file.ts';
import { shown } from '../output/shown.ts';
import type { Style } from '../terminal.ts';
import type { ProvenFile } from './checked-file.ts';
import { fileVerdict, hasTextErrors } from './checked-file.ts';
import type { Diagnostic } from './diagnostic.ts';
import { placeOf } from './text-diagnostics.ts';

/**
 * A file under `--expect`: where it has expectations, they alone are reported. Errors of the text
 * stay, unless the file is expected to have them.
 */
export function expecting(checked: ProvenFile, { document, model }: LoadedFile): ProvenFile {
  const { analysis } = checked;
  const verdict = hasTextErrors(checked) ? 'invalid' : fileVerdict(checked);
  const expectations = judge(expectationsOf(document), { verdict, model, analysis });
  if (expectations.length === 0) return checked;
  const isInvalidByIntent = expectations.some(
    ({ expectation, judgment }) => expectation.verdict === 'invalid' && judgment.kind === 'met',
  );
  const errors = checked.diagnostics.filter(
    ({ origin, severity }) => !isInvalidByIntent && origin === 'text' && severity === 'error',
  );
  const unmet = expectations.flatMap((judged) => unmetDiagnostic(checked.file, judged));
  return { ...checked, diagnostics: [...errors, ...unmet], expectations };
}

function unmetDiagnostic(file: string, judged: Judged): readonly Diagnostic[] {
  const message = judgmentText(judged);
  if (message === null) return [];
  const place = placeOf(file, judged.expectation.range);
  const code = 'expectation-unmet';
  return [{ ...place, origin: 'analysis', severity: 'error', code, message, related: [] }];
}

/** The expectations as a list for people. */
export function expectationLines(expectations: readonly Judged[], style: Style): readonly string[] {
  return expectations.map(({ expectation, judgment }) => {
    const look = verdictLooks[judgment.kind === 'met' ? 'schedulable' : 'unschedulable'];
    return `  ${style(look.color, look.mark)} ${shown(expectation.text)}`;
  });
}

export function expectationJson({ expectation, judgment }: Judged): object {
  const { range, verdict, name } = expectation;
  return {
    line: range.start.line + 1,
    expected: verdict,
    element: name,
    found: judgment.kind === 'other' ? judgment.found : judgment.kind === 'met' ? verdict : null,
    met: judgment.kind === 'met',
  };
}
