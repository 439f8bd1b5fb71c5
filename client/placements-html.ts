import { escapeMarkup } from '../formats/escape-markup.ts';
import type { ComparedScenario } from '../server/protocol.ts';

/** The page of a comparison: tables with bars, without scripts, in the editor's colors. */
export function placementsHtml(
  language: string,
  title: string,
  scenarios: readonly ComparedScenario[],
): string {
  const longest = scenarios
    .flatMap(({ tables }) => tables.flatMap(({ rows }) => rows.flatMap(({ bars }) => bars)))
    .reduce((most, each) => Math.max(most, each), 1);
  return `<!doctype html>
<html lang="${escapeMarkup(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeMarkup(title)}</title>
<style>
body { padding: 0 24px 24px; font-size: var(--vscode-font-size, 13px); }
h1 { font-size: 1.4em; margin: 24px 0 8px; }
p { margin: 0 0 12px; max-width: 60em; }
.note { border-left: 3px solid var(--vscode-textBlockQuote-border, currentColor); padding: 4px 12px; }
table { border-collapse: collapse; margin: 0 0 24px; width: 100%; max-width: 70em; table-layout: fixed; }
th, td { text-align: left; padding: 5px 12px 5px 0; vertical-align: top; font-weight: normal;
  border-bottom: 1px solid var(--vscode-editorWidget-border, currentColor); overflow-wrap: anywhere; }
thead th { font-weight: 600; }
.bar { height: 4px; min-width: 1px; margin-top: 3px; background: var(--vscode-charts-blue, currentColor); }
</style>
</head>
<body>${scenarios.map((each) => section(each, longest)).join('')}</body>
</html>`;
}

function section({ title, about, note, tables }: ComparedScenario, longest: number): string {
  const told = note === null ? '' : `<p class="note">${escapeMarkup(note)}</p>`;
  const all = tables.map((each) => table(each, longest)).join('');
  return `<section><h1>${escapeMarkup(title)}</h1><p>${escapeMarkup(about)}</p>${told}${all}</section>`;
}

function table({ heads, rows }: ComparedScenario['tables'][number], longest: number): string {
  const head = heads.map((text) => `<th scope="col">${escapeMarkup(text)}</th>`).join('');
  const body = rows.map(({ name, values, bars }) => {
    const cells = values.map(
      (value, place) => `<td>${escapeMarkup(value)}${bar(bars[place], longest)}</td>`,
    );
    return `<tr><th scope="row">${escapeMarkup(name)}</th>${cells.join('')}</tr>`;
  });
  return `<table><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

/** A length of time beside the longest of all. */
function bar(length: number | undefined, longest: number): string {
  if (length === undefined) return '';
  return `<div class="bar" style="width: ${((100 * length) / longest).toFixed(2)}%"></div>`;
}
