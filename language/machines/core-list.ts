import type { CoreList } from '../generated/ast.ts';

/** Cores `from` … `to` of a list; a single one is a range of its own. */
export interface CoreRange {
  readonly from: number;
  readonly to: number;
  /** The place of its first number among the parts of the list. */
  readonly part: number;
}

/** The ranges of a list; those before the first part that is none, with the place of that part. */
export interface ReadCores {
  readonly ranges: readonly CoreRange[];
  readonly unreadable?: number;
}

const range = /(\d+)(?: *- *(\d+))? */y;
const comma = /, *|$/y;

/** Reads a list of cores, as in `4-6, 9`. A range that runs backward is given as written. */
export function readCores({ parts }: CoreList): ReadCores {
  const text = parts.join(' ');
  const ranges: CoreRange[] = [];
  let at = 0;
  while (at < text.length || parts.at(-1) === ',') {
    const part = partAt(parts, at);
    range.lastIndex = at;
    const match = range.exec(text);
    if (match === null) return { ranges, unreadable: part };
    comma.lastIndex = range.lastIndex;
    if (!comma.test(text)) return { ranges, unreadable: partAt(parts, range.lastIndex) };
    const from = Number(match[1]);
    ranges.push({ from, to: match[2] === undefined ? from : Number(match[2]), part });
    at = comma.lastIndex;
  }
  return { ranges };
}

/** The place of the part with a character of all of them, which stand one blank apart. */
function partAt(parts: readonly string[], at: number): number {
  let end = 0;
  const found = parts.findIndex((part) => {
    end += part.length + 1;
    return at < end;
  });
  return found < 0 ? parts.length - 1 : found;
}
