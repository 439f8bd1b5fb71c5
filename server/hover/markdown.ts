import { verdictInHeading } from '../../messages/hover/headings.ts';
import { reasonText } from '../../messages/verdicts/reason.ts';
import { conditionWord, testName, testReference } from '../../messages/verdicts/tests.ts';
import { verdictLooks } from '../../messages/verdicts/verdict-look.ts';
import type { TestUsed, Verdict } from '../../scheduling/model/analysis.ts';

/** A name as it stands in a file, whatever characters it holds. */
export function code(text: string): string {
  const fence = text.includes('`') ? '``' : '`';
  return `${fence}${text}${fence}`;
}

/** Text without a meaning to Markdown. */
export function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~$]/g, (mark) => `\\${mark}`);
}

/** Two columns without a heading. Rows without a value are left out. */
export function table(rows: readonly (readonly [string, string | undefined])[]): string {
  const lines = rows.flatMap(([name, value]) =>
    value === undefined ? [] : [`| ${name} | ${value} |`],
  );
  return lines.length === 0 ? '' : ['| | |', '|:--|:--|', ...lines].join('\n');
}

/** Paragraphs. Empty ones are left out. */
export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

/** A heading line: a mark, the subject, and the verdict in words. */
export function heading(title: string, verdict: Verdict | undefined): string {
  if (verdict === undefined) return `**${title}**`;
  return `${verdictLooks[verdict.kind].mark} **${title}** — ${verdictInHeading(verdict.kind)}`;
}

export function reason(verdict: Verdict | undefined): string | undefined {
  return verdict === undefined || verdict.kind === 'schedulable'
    ? undefined
    : plain(reasonText(verdict.reason));
}

export function testLine(test: TestUsed): string {
  return `*${plain(testName(test))}, ${conditionWord(test)} · ${plain(testReference(test))}*`;
}
