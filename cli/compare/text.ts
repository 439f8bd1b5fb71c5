import {
  alignedBy,
  comparedHeads,
  comparedOver,
  comparedRun,
  firstDiffers,
  nothingInCommon,
  runsTheSame,
} from '../../messages/command/compare.ts';
import { formatDuration } from '../../messages/text/duration.ts';
import { percent } from '../../messages/text/percent.ts';
import type { Comparison } from '../../scheduling/simulation/compare/compare-runs.ts';
import { shown } from '../output/shown.ts';
import { type Cell, table } from '../table.ts';
import type { Style } from '../terminal.ts';

/** A comparison for people: the runs, the first difference, and both runs' numbers. */
export function comparisonText(
  files: readonly [string, string],
  comparison: Comparison,
  style: Style,
): string {
  const { lengths, shift, tolerance, common, firstDifference, vcpus, tasks } = comparison;
  const length = common.to - common.from;
  const lines = [
    comparedRun('A', shown(files[0]), lengths[0]),
    comparedRun('B', shown(files[1]), lengths[1]),
    alignedBy(shift),
    length > 0 ? comparedOver(length, tolerance) : nothingInCommon(),
  ];
  if (firstDifference !== null) {
    const { domain, vcpu, from, to, runsIn } = firstDifference;
    const said = firstDiffers({ vcpu: `${domain}.${vcpu}`, from, to, runsIn });
    lines.push(style('yellow', shown(said)));
  } else if (length > 0) lines.push(style('green', runsTheSame()));
  const share = (part: number | undefined, end: number) =>
    right(part === undefined || end === 0 ? '–' : percent(part / end));
  const time = (value: number | null | undefined) =>
    right(value === null || value === undefined ? '–' : formatDuration(Math.round(value)));
  const h = comparedHeads;
  lines.push(
    '',
    ...table(
      [
        heads([h.vcpu, h.supplyA, h.supplyB, h.gapA, h.gapB, h.apart, h.first]),
        ...vcpus.map(({ domain, vcpu, first, second, apart, firstDifference: own }) => [
          { text: `${domain}.${vcpu}` },
          share(first?.supply, lengths[0]),
          share(second?.supply, lengths[1]),
          time(first?.longestGap),
          time(second?.longestGap),
          share(first === null || second === null ? undefined : apart, Math.max(length, 0)),
          time(own?.from),
        ]),
      ],
      style,
    ),
  );
  if (tasks.length > 0)
    lines.push(
      '',
      ...table(
        [
          heads([h.task, h.missesA, h.missesB, h.meanA, h.meanB, h.maxA, h.maxB]),
          ...tasks.map(({ domain, task, first, second }) => [
            { text: `${domain}.${task}` },
            right(first === null ? '–' : String(first.misses)),
            right(second === null ? '–' : String(second.misses)),
            time(first?.response.mean),
            time(second?.response.mean),
            time(first?.response.max),
            time(second?.response.max),
          ]),
        ],
        style,
      ),
    );
  return `${lines.join('\n')}\n`;
}

function heads(texts: readonly (() => string)[]): readonly Cell[] {
  return texts.map((text, column) => ({
    text: text(),
    look: 'dim',
    align: column === 0 ? 'left' : 'right',
  }));
}

function right(text: string): Cell {
  return { text, align: 'right' };
}
