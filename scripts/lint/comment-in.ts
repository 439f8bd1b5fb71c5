/** The comment of a line, without its mark; `null` for a line without one. */
export function commentIn(line: string): string | null {
  return /(?:^\s*(?:\/\*\*?|\*|\/\/)|[\s;,{}()]\/\/(?= ))(.*)$/.exec(line)?.[1] ?? null;
}
