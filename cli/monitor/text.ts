import { hostOf } from '../../formats/xen/host.ts';
import {
  fileNotCompared,
  foundThere,
  hostLine,
  monitorHeads,
  nothingDiffers,
  notReached,
  pollProblem,
  setsHost,
  verdictThere,
} from '../../messages/command/monitor.ts';
import { findingText } from '../../messages/findings/finding.ts';
import { driftText } from '../../messages/formats/xen-drift.ts';
import { formatDuration } from '../../messages/text/duration.ts';
import { percent } from '../../messages/text/percent.ts';
import { findings } from '../../scheduling/findings/findings.ts';
import { diagnosticLine } from '../check/diagnostic.ts';
import { shown } from '../output/shown.ts';
import { type Cell, table } from '../table.ts';
import type { Style } from '../terminal.ts';
import { placeIn } from './json.ts';
import type { HostReport } from './report.ts';

/** A report for people: what differs, the verdict, and each VCPU with what it has and takes. */
export function hostReportText(
  report: HostReport,
  host: string,
  file: string | undefined,
  style: Style,
): string {
  if (report.kind === 'lost')
    return `${style('red', notReached(shown(host), shown(pollProblem(report.problem))))}\n`;
  const { reading, written, analysis } = report;
  const lines = [...differences(report, file), hostLine(shown(host), reading.domains.size)];
  if (file !== undefined && written?.kind === 'refused')
    lines.push(style('yellow', fileNotCompared(shown(file), written.why)));
  if (analysis !== null) {
    const look = { schedulable: 'green', unschedulable: 'red', unknown: 'yellow' } as const;
    lines.push(style(look[analysis.verdict], verdictThere(analysis.verdict)));
  }
  lines.push('', ...table([heads(), ...vcpuRows(report)], style));
  return `${lines.join('\n')}\n`;
}

type Seen = Extract<HostReport, { kind: 'seen' }>;

/** The drift and the findings, as lines that problem matchers know where they have a place. */
function differences({ written, drift, analysis }: Seen, file: string | undefined) {
  const system = written?.kind === 'system' ? written.system : null;
  const told = [
    ...drift.map(({ drift: what, element, attribute, command }) => ({
      command,
      code: `drift/${what.kind}`,
      severity: 'warning' as const,
      message: driftText(what),
      place: placeIn(system, element, attribute),
    })),
    ...(analysis === null ? [] : findings(analysis))
      .filter(({ severity }) => severity === 'error' || severity === 'warning')
      .map((finding) => ({
        command: undefined,
        code: finding.code,
        severity: finding.severity,
        message: foundThere(findingText(finding)),
        place: placeIn(system, finding.element, finding.attribute),
      })),
  ];
  const lines = told.flatMap(({ place, code, severity, message, command }) => [
    place === null
      ? `${severity}: ${shown(message)} [${code}]`
      : diagnosticLine({
          ...{ ...place, code, severity, message },
          ...{ origin: 'analysis', related: [] },
        }).join(''),
    ...(command === undefined ? [] : [`  ${setsHost(shown(command))}`]),
  ]);
  return file !== undefined && system !== null && drift.length === 0
    ? [...lines, nothingDiffers()]
    : lines;
}

function heads(): readonly Cell[] {
  const { vcpu, pool, period, budget, reserved, taken } = monitorHeads;
  return [vcpu(), pool(), period(), budget(), reserved(), taken()].map((text, column) => ({
    text,
    look: 'dim',
    align: column < 2 ? 'left' : 'right',
  }));
}

function vcpuRows({ reading, shares }: Seen): readonly (readonly Cell[])[] {
  return (hostOf(reading)?.host.pools ?? []).flatMap(({ name: pool, domains }) =>
    domains.flatMap(({ name }) => {
      const seen = reading.domains.get(name);
      return Array.from({ length: seen?.vcpus ?? 0 }, (_, index): readonly Cell[] => {
        const there = seen?.reservations.get(index);
        const share = shares.of(seen?.id ?? null, index);
        return [
          { text: `${name}.v${index}` },
          { text: pool },
          right(there === undefined ? '–' : formatDuration(there.period * 1000)),
          right(there === undefined ? '–' : formatDuration(there.budget * 1000)),
          right(there === undefined ? '–' : percent(there.budget / there.period)),
          right(share === null ? '–' : percent(share)),
        ];
      });
    }),
  );
}

function right(text: string): Cell {
  return { text, align: 'right' };
}
