/** A string or template in a source: its text with `{}` for what is put in, and where it begins. */
export interface Literal {
  readonly text: string;
  readonly offset: number;
}

/** The literals of a TypeScript source, comments and regular expressions left out. */
export function literalsOf(source: string): readonly Literal[] {
  const found: Literal[] = [];
  scan(source, 0, null, found);
  return found;
}

/** Reads code from `at` to the bracket that ends it; answers the offset behind. */
function scan(source: string, start: number, end: string | null, found: Literal[]): number {
  let at = start;
  let depth = 0;
  let before = '';
  while (at < source.length) {
    const char = source[at] ?? '';
    const two = source.slice(at, at + 2);
    if (two === '//') at = behind(source, '\n', at);
    else if (two === '/*') at = behind(source, '*/', at + 2);
    else if (char === "'" || char === '"') {
      const close = closing(source, at + 1, char);
      found.push({ text: source.slice(at + 1, close), offset: at });
      at = close + 1;
      before = 'x';
    } else if (char === '`') {
      at = template(source, at, found);
      before = 'x';
    } else if (char === '/' && !/[\w$)\]x]/.test(before)) {
      at = regularExpression(source, at);
      before = 'x';
    } else {
      if (end !== null && char === '{') depth++;
      if (end !== null && char === end && depth-- === 0) return at + 1;
      if (!/\s/.test(char)) before = char;
      at++;
    }
  }
  return at;
}

/** Reads a template with all that is put into it. */
function template(source: string, start: number, found: Literal[]): number {
  let text = '';
  let at = start + 1;
  while (at < source.length && source[at] !== '`') {
    if (source[at] === '\\') {
      text += source.slice(at, at + 2);
      at += 2;
    } else if (source.slice(at, at + 2) === '${') {
      text += '{}';
      at = scan(source, at + 2, '}', found);
    } else text += source[at++];
  }
  found.push({ text, offset: start });
  return at + 1;
}

function closing(source: string, start: number, quote: string): number {
  let at = start;
  while (at < source.length && source[at] !== quote) at += source[at] === '\\' ? 2 : 1;
  return at;
}

function regularExpression(source: string, start: number): number {
  let at = start + 1;
  let inClass = false;
  while (at < source.length && (inClass || source[at] !== '/')) {
    if (source[at] === '[') inClass = true;
    if (source[at] === ']') inClass = false;
    at += source[at] === '\\' ? 2 : 1;
  }
  return at + 1;
}

function behind(source: string, what: string, from: number): number {
  const found = source.indexOf(what, from);
  return found < 0 ? source.length : found + what.length;
}
