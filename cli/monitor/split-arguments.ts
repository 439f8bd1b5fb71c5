/**
 * Splits a command prefix into its arguments, as a shell would without giving any character but
 * blanks, quotes and backslashes a meaning. `null` if a quote does not end.
 */
export function splitArguments(text: string): readonly string[] | null {
  const found: string[] = [];
  const part = /\s+|'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^\s'"\\]+)/sy;
  let current: string | null = null;
  for (let at = 0; at < text.length; at = part.lastIndex) {
    part.lastIndex = at;
    const match = part.exec(text);
    if (match === null) return null;
    const [, single, double, escaped, plain] = match;
    const piece = single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? plain;
    if (piece !== undefined) current = (current ?? '') + piece;
    else if (current !== null) {
      found.push(current);
      current = null;
    }
  }
  return current === null ? found : [...found, current];
}
