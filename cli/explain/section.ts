import {
  afterReference,
  everyDeadlineHolds,
  sectionTitles,
  testLine,
} from '../../messages/command/sections.ts';
import { conditionWord, testName, testReference } from '../../messages/verdicts/tests.ts';
import { verdictText } from '../../messages/verdicts/verdict.ts';
import { verdictLooks } from '../../messages/verdicts/verdict-look.ts';
import type { TestUsed, Verdict } from '../../scheduling/model/analysis.ts';
import { shown } from '../output/shown.ts';

/** One step of an explanation: its subject and its lines. */
export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

export function verdictSection(title: string, verdict: Verdict): Section {
  const line = verdict.kind === 'schedulable' ? everyDeadlineHolds() : verdictText(verdict);
  return { title, lines: [`${verdictLooks[verdict.kind].mark} ${line}`] };
}

export function testSection(test: TestUsed): Section {
  return {
    title: sectionTitles.test(),
    lines: [testLine(testName(test), conditionWord(test)), afterReference(testReference(test))],
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
