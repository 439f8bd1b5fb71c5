import { type Literal, literalsOf } from './literals.ts';
import type { SourceText } from './source-text.ts';

/** The rooms whose words a person reads; their sentences stand in messages/. */
const ROOMS = /^(?:scheduling|language|formats|server|client|cli)\//;

/** Which files may hold words, or which words: nobody reads them, or no language changes them. */
const EXCEPTIONS: readonly {
  readonly path: RegExp;
  readonly text: RegExp;
  readonly why: string;
}[] = [
  { path: /^language\/generated\//, text: /./, why: 'generated from the grammar' },
  { path: /^formats\/perfetto\//, text: /./, why: 'names in a trace, which other programs read' },
  {
    path: /^formats\/(?:linux-guest|xen\/export)\/(?:script\/|loader\.ts)/,
    text: /./,
    why: 'code in other languages',
  },
  { path: /^formats\/xen\/export\//, text: /^# hypersched /, why: 'a mark that is read again' },
  { path: /^formats\/xen\//, text: /^xl /, why: 'a command' },
  { path: /^language\//, text: /^kernel latency$/, why: 'words of the language' },
  { path: /^client\//, text: /^First file$/, why: 'the name of a snippet' },
  { path: /^client\//, text: /^\.corner input$/, why: 'a selector' },
  { path: /^client\//, text: /^\[object ArrayBuffer\]$/, why: 'a name of JavaScript' },
];

/**
 * Strings and templates outside messages/ that a person would read: two words or more. Text for
 * programmers alone, a thrown error or a line of a log, is left out.
 */
export function strayedSentences({ path, text }: SourceText): readonly string[] {
  if (!ROOMS.test(path)) return [];
  const excepted = EXCEPTIONS.filter((each) => each.path.test(path));
  return literalsOf(text)
    .filter((literal) => isRead(literal) && !isForProgrammers(text, literal))
    .filter((literal) => !excepted.some((each) => each.text.test(literal.text)))
    .map(({ offset }) => {
      const line = text.slice(0, offset).split('\n').length;
      return `${path}:${line}: a sentence outside messages/: say it there`;
    });
}

function isRead({ text }: Literal): boolean {
  return /(?:^|[^\w-])[A-Za-z’]{2,} [A-Za-z’]{2,}/.test(shownText(text));
}

/** The visible text of a piece of HTML and the text read aloud; other text as it is. */
function shownText(html: string): string {
  if (!/<[a-z!/]/i.test(html)) return html;
  const spoken = [...html.matchAll(/(?:aria-label|title|placeholder|alt)="([^"]*)"/g)];
  return [
    html.replace(/<style>.*?<\/style>|<[^>]*>?/gs, ' '),
    ...spoken.map(([, text]) => text),
  ].join(' \n ');
}

function isForProgrammers(source: string, { offset }: Literal): boolean {
  const before = source.slice(Math.max(0, offset - 60), offset);
  return /\bnew (?:Range|Type)?Error\(\s*$|\blog\(\s*$/.test(before);
}
