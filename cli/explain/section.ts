import { reasonText } from '../../messages/verdicts/reason.ts';
import { testName, testReference } from '../../messages/verdicts/tests.ts';
import { verdictLooks } from '../../messages/verdicts/verdict-look.ts';
import type { TestUsed, Verdict } from '../../scheduling/model/analysis.ts';
import { shown } from '../output/shown.ts';

/** One step of an explanation: what it is about, and its lines. */
export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

export function verdictSection(title: string, verdict: Verdict): Section {
  const reason =
    verdict.kind === 'schedulable' ? 'every hard deadline holds' : reasonText(verdict.reason);
  return { title, lines: [`${verdictLooks[verdict.kind].mark} ${verdict.kind}: ${reason}`] };
}

export function testSection(test: TestUsed): Section {
  return {
    title: 'test',
    lines: [`${testName(test)} (${test.kind})`, `after ${testReference(test)}`],
  };
}

/** Sections under one another, their titles in a column of their own. */
export function sectionsText(written: readonly Section[]): string {
  const sections = written.map(({ title, lines }) => ({ title: shown(title), lines }));
  const width = Math.max(0, ...sections.map(({ title }) => title.length));
  return sections
    .flatMap(({ title, lines }) =>
      lines.map((line, index) => `  ${(index === 0 ? title : '').padEnd(width)}  ${shown(line)}\n`),
    )
    .join('');
}
