import {
  admission,
  coreOf,
  missedText,
  runHeads,
  simulatedLine,
  softMisses,
} from '../../messages/command/run.ts';
import { stepNotes } from '../../messages/scenario/step-notes.ts';
import type { ToldRun } from '../../messages/simulation/told-run.ts';
import { formatDuration } from '../../messages/text/duration.ts';
import type {
  CoreStatistics,
  TaskStatistics,
  VcpuStatistics,
} from '../../scheduling/simulation/result.ts';
import { shown } from '../output/shown.ts';
import { type Cell, table } from '../table.ts';
import type { Style } from '../terminal.ts';

/** The results of a run, for people. */
export function simulationText(result: ToldRun, style: Style): string {
  const jobs = result.tasks.reduce((sum, task) => sum + task.jobs, 0);
  const late = result.vcpus.reduce((sum, vcpu) => sum + (vcpu.lateBudgets ?? 0), 0);
  const misses = result.tasks.reduce((sum, task) => sum + task.misses, late);
  const missed =
    misses === 0 ? style('green', missedText(null)) : style('red', missedText(count(misses)));
  const lines = [simulatedLine(result.end, result.horizonChosen, result.seed, count(jobs), missed)];
  for (const note of result.notes) lines.push(style('yellow', shown(note)));
  if (result.scenario.length > 0) {
    lines.push('', ...table(result.scenario.map(scenarioRow), style));
  }
  lines.push('', ...table([head(runHeads.tasks()), ...result.tasks.map(taskRow)], style));
  lines.push(
    '',
    ...table(
      [head(runHeads.vcpus()), ...result.vcpus.map((vcpu) => vcpuRow(vcpu, result.end))],
      style,
    ),
  );
  lines.push(
    '',
    ...table(
      [head(runHeads.cores()), ...result.cores.map((core) => coreRow(core, result.end))],
      style,
    ),
  );
  return `${lines.join('\n')}\n`;
}

function head(texts: readonly string[]): readonly Cell[] {
  return texts.map((text, column) => ({
    text,
    look: 'dim',
    align: column === 0 ? 'left' : 'right',
  }));
}

function scenarioRow(outcome: ToldRun['scenario'][number]): readonly Cell[] {
  const { at, action, admitted, reason } = outcome;
  return [
    { text: formatDuration(at), align: 'right' },
    { text: admission(admitted), look: admitted ? 'green' : 'red' },
    { text: action },
    { text: admitted ? stepNotes(outcome).join(', ') : reason, spill: true },
  ];
}

function taskRow(task: TaskStatistics): readonly Cell[] {
  const { min, mean, p95, p99, max } = task.response;
  const allowed = task.soft && task.misses / Math.max(1, task.jobs) <= (task.allowedMisses ?? 0);
  const look = task.misses === 0 ? undefined : allowed ? 'yellow' : 'red';
  return [
    { text: `${task.domain}.${task.name}` },
    right(count(task.jobs)),
    { ...right(missText(task)), ...(look === undefined ? {} : { look }) },
    ...[min, mean, p95, p99, max].map((time) =>
      right(time === null ? '–' : formatDuration(Math.round(time))),
    ),
    right(count(task.preemptions)),
  ];
}

function missText({ misses, missRatio, soft, allowedMisses }: TaskStatistics): string {
  if (!soft) return count(misses);
  const allowed = allowedMisses === null ? null : percent(allowedMisses);
  return softMisses(count(misses), percent(missRatio), allowed);
}

function vcpuRow(vcpu: VcpuStatistics, end: number): readonly Cell[] {
  return [
    { text: `${vcpu.domain}.${vcpu.name}` },
    right(percent(vcpu.supply / end)),
    right(percent(vcpu.lost / end)),
    right(formatDuration(vcpu.longestGap)),
    right(count(vcpu.switches)),
    right(count(vcpu.migrations)),
  ];
}

function coreRow(
  { machine, core, busy, overhead, idle, switches }: CoreStatistics,
  end: number,
): readonly Cell[] {
  return [
    { text: coreOf(machine, core) },
    ...[busy, overhead, idle].map((time) => right(percent(time / end))),
    right(count(switches)),
  ];
}

function right(text: string): Cell {
  return { text, align: 'right' };
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}

function percent(share: number): string {
  return `${Number.isFinite(share) ? (share * 100).toFixed(2) : '0.00'} %`;
}
