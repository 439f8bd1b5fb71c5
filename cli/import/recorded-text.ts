import type { MeasuredVcpu } from '../../formats/xentrace/measured.ts';
import type { XenRun } from '../../formats/xentrace/stretches.ts';
import { type MeasuredDirection, switchCosts } from '../../formats/xentrace/switch-costs.ts';
import type { TraceNaming } from '../../formats/xentrace/trace-names.ts';
import { measuredSwitches, recordedHeads, shareOfCore } from '../../messages/formats/xentrace.ts';
import { formatDuration, writeDuration } from '../../messages/text/duration.ts';
import { type Cell, table } from '../table.ts';
import { plain } from '../terminal.ts';

/** The name of the block of costs. */
const blockName = 'recorded';

/**
 * The numbers of a recorded run as text of the language: what each VCPU got as comments, and the
 * worst cost of each direction of switches as an `overheads` block.
 */
export function recordedText(
  run: XenRun,
  measured: readonly MeasuredVcpu[],
  naming: TraceNaming,
): string {
  const vcpus = measured.map((vcpu) => vcpuRow(vcpu, run.end, naming));
  const rows = table([heads(), ...vcpus], plain).map((line) => `// ${line}`);
  const lines = switchCosts(run).map((direction) => overheadLine(direction, naming));
  return [...rows, '', `overheads ${blockName} {`, ...lines, '}', ''].join('\n');
}

function heads(): readonly Cell[] {
  const { vcpu, share, most, gap, switches } = recordedHeads;
  return [vcpu(), share(), most(), gap(), switches()].map((text, column) => ({
    text,
    align: column === 0 ? 'left' : 'right',
  }));
}

function vcpuRow(
  { vcpu, supply, mostInPeriod, longestGap, switches }: MeasuredVcpu,
  end: number,
  naming: TraceNaming,
): readonly Cell[] {
  const right = (text: string): Cell => ({ text, align: 'right' });
  return [
    { text: `${naming.domain(vcpu.domain)}.${naming.vcpu(vcpu.domain, vcpu.vcpu)}` },
    right(shareOfCore(end === 0 ? 0 : supply / end)),
    right(mostInPeriod === null ? '–' : formatDuration(mostInPeriod)),
    right(formatDuration(longestGap)),
    right(String(switches)),
  ];
}

function overheadLine({ from, to, count, sum, worst }: MeasuredDirection, naming: TraceNaming) {
  const mean = formatDuration(Math.round(sum / count));
  const cost = writeDuration(worst);
  const ends = `${end(from, naming)} -> ${end(to, naming)}`;
  return `  switch ${ends}  ${cost}  // ${measuredSwitches(mean, count)}`;
}

/** The end of a switch: idle, or a domain by its name in quotes. */
function end(domain: number | null, naming: TraceNaming): string {
  return domain === null ? 'idle' : `"${naming.domain(domain).replaceAll('"', '_')}"`;
}
