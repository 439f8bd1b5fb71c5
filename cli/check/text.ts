import {
  chosenByTool,
  filePhrases,
  machineTitle,
  noEffect,
  noVcpus,
  patienceHint,
  poolTitle,
  refused,
  scenarioTitle,
} from '../../messages/command/report.ts';
import { actionText } from '../../messages/scenario/action.ts';
import { stepNotes } from '../../messages/scenario/step-notes.ts';
import { shortStepReasonText, stepReasonText } from '../../messages/scenario/step-reason.ts';
import { formatDuration } from '../../messages/text/duration.ts';
import { verdictLooks } from '../../messages/verdicts/verdict-look.ts';
import { factsOf } from '../../scheduling/facts/facts.ts';
import type { Analysis, StepAnalysis, VerdictKind } from '../../scheduling/model/analysis.ts';
import { longerPatience } from '../../scheduling/undecided.ts';
import { shown, shownPath } from '../output/shown.ts';
import { type Cell, table } from '../table.ts';
import type { Style } from '../terminal.ts';
import { type CheckedFile, fileVerdict, hasTextErrors, holdsHere } from './checked-file.ts';
import { type Diagnostic, diagnosticLine } from './diagnostic.ts';
import { expectationLines } from './expectations.ts';
import { heading, machinePhrase, machineRows } from './summary.ts';

/**
 * The report for people: each diagnostic of all files, once and on one line, then a summary of each
 * file. It ends with a line end.
 */
export function checkedFilesText(files: readonly CheckedFile[], style: Style): string {
  const lines = new Set(
    files.flatMap(({ diagnostics }) =>
      diagnostics.map((diagnostic) => coloredLine(diagnostic, style)),
    ),
  );
  const summaries = files.map((checked) => summary(checked, style).join('\n'));
  return [
    ...(lines.size > 0 ? [`${[...lines].join('\n')}\n`] : []),
    ...summaries.map((text) => `${text}\n`),
  ].join('\n');
}

const severityLooks = { error: 'red', warning: 'yellow', info: 'cyan', hint: 'dim' } as const;

function coloredLine(diagnostic: Diagnostic, style: Style): string {
  const [where, word, what] = diagnosticLine(diagnostic);
  return where + style(severityLooks[diagnostic.severity], word) + what;
}

function summary(checked: CheckedFile, style: Style): readonly string[] {
  const { analysis, file } = checked;
  const verdict = fileVerdict(checked);
  const mark = style(verdictLooks[verdict].color, verdictLooks[verdict].mark);
  const title = `${mark} ${style('bold', shownPath(file))}  ${style(verdictLooks[verdict].color, verdictPhrase(checked, verdict))}`;
  if (analysis === null) return [title];
  if (checked.expectations !== undefined) {
    return [title, ...expectationLines(checked.expectations, style)];
  }
  return [title, ...machineLines(analysis, style), ...scenarioLines(analysis, style)];
}

function verdictPhrase(checked: CheckedFile, verdict: VerdictKind): string {
  if (checked.analysis === null) return filePhrases.unread();
  if (hasTextErrors(checked)) {
    return verdict === 'unschedulable' ? filePhrases.wrongAndFails() : filePhrases.wrong();
  }
  if (checked.analysis.completed.machines.length === 0) return filePhrases.empty();
  return verdict !== 'schedulable' && holdsHere(checked)
    ? filePhrases.here(verdict)
    : filePhrases.verdict(verdict);
}

function noVcpuRow(): readonly Cell[] {
  return [{ text: `  ${noVcpus()}`, look: 'dim', spill: true }];
}

function machineLines(analysis: Analysis, style: Style): readonly string[] {
  const rows: (readonly Cell[])[] = [];
  const titles = new Map<number, string>();
  const facts = factsOf(analysis);
  for (const proven of facts.machines) {
    const { machine, host } = proven;
    const { kind } = host.verdict;
    const title = machine.pool === undefined ? machineTitle : poolTitle;
    titles.set(
      rows.length,
      `  ${style(verdictLooks[kind].color, verdictLooks[kind].mark)} ${title(style('bold', shown(machine.name)), style('dim', machinePhrase(machine)))}`,
    );
    const own = machineRows(proven, facts);
    rows.push(...(own.length > 0 ? [heading(), ...own] : [noVcpuRow()]));
  }
  const chosen = rows.some((row) => row.some(({ text }) => text.endsWith('*')));
  const lines = table(rows, style).flatMap((line, index) => {
    const title = titles.get(index);
    return title === undefined ? [`  ${line}`] : ['', title, `  ${line}`];
  });
  const longer = facts.machines.flatMap(({ host }) => longerPatience(host) ?? []);
  const notes = [
    ...(chosen ? [chosenByTool()] : []),
    ...(longer.length > 0 ? [patienceHint(Math.max(...longer))] : []),
  ];
  return notes.length === 0
    ? lines
    : [...lines, '', ...notes.map((note) => style('dim', `  ${note}`))];
}

function scenarioLines({ scenarios }: Analysis, style: Style): readonly string[] {
  return scenarios.flatMap(({ scenario, steps }) => [
    '',
    `  ${scenarioTitle(style('bold', shown(scenario)))}`,
    ...table(
      steps.map((step): readonly Cell[] => [
        stepMark(step),
        { text: formatDuration(step.at), align: 'right' },
        { text: actionText(step.action) },
        { text: stepOutcome(step), spill: true },
      ]),
      style,
    ),
  ]);
}

function stepMark({ admitted, failing }: StepAnalysis): Cell {
  if (admitted) return { text: `    ${verdictLooks.schedulable.mark}`, look: 'green' };
  return failing === undefined
    ? { text: '    –', look: 'dim' }
    : { text: `    ${verdictLooks.unschedulable.mark}`, look: 'red' };
}

/** The outcome in short. The diagnostic at the step's line has the numbers. */
function stepOutcome(step: StepAnalysis): string {
  const { admitted, failing, reason } = step;
  const notes = stepNotes(step).join(', ');
  if (admitted) return notes;
  return failing === undefined
    ? noEffect(stepReasonText(reason))
    : refused(shortStepReasonText(reason));
}
