/**
 * A piece of a test's text between `»` and `«`, with its lines and characters after the removal of
 * the marks.
 */
interface Mark {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** The requirement of a `// $TEST$` comment on the marked ranges below it. */
export interface Expectation {
  readonly present: boolean;
  readonly severity: 'error' | 'warning' | 'hint';
  readonly code: string;
  /**
   * The marks of the comment: those before the next comment. Without any, it refers to the whole
   * file.
   */
  readonly marks: readonly Mark[];
  /** The line of the comment, for people, from 1. */
  readonly line: number;
}

export interface MarkedText {
  readonly text: string;
  readonly expectations: readonly Expectation[];
  readonly marks: readonly Mark[];
}

const comment = /\/\/ \$TEST\$ (no )?(error|warning|hint) "([^"]*)"/;

/**
 * Reads a test's file. The result has no `»marks«`; each belongs to the comments right above it.
 */
export function readMarked(source: string): MarkedText {
  const lines: string[] = [];
  const expectations: (Expectation & { readonly marks: Mark[] })[] = [];
  const marks: Mark[] = [];
  let group: (typeof expectations)[number][] = [];
  let groupClosed = false;
  const open: { line: number; character: number }[] = [];
  source.split('\n').forEach((raw, line) => {
    const match = comment.exec(raw);
    if (match !== null) {
      const [, no, severity, code = ''] = match;
      if (groupClosed) group = [];
      groupClosed = false;
      const expectation = {
        present: no === undefined,
        severity: severity as Expectation['severity'],
        code,
        marks: [],
        line: line + 1,
      };
      group.push(expectation);
      expectations.push(expectation);
    }
    let clean = '';
    for (const character of raw) {
      if (character === '»') {
        open.push({ line, character: clean.length });
      } else if (character === '«') {
        const start = open.pop();
        if (start === undefined) throw new Error(`« without » on line ${line + 1}`);
        const mark = { start, end: { line, character: clean.length } };
        marks.push(mark);
        for (const expectation of group) expectation.marks.push(mark);
        groupClosed = true;
      } else {
        clean += character;
      }
    }
    lines.push(clean);
  });
  if (open.length > 0) throw new Error(`» without « on line ${(open[0]?.line ?? 0) + 1}`);
  return { text: lines.join('\n'), expectations, marks };
}
