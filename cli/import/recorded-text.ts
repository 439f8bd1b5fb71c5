import { switchLine } from '../../formats/measured/overheads-lines.ts';
import type { MeasuredVcpu } from '../../formats/xentrace/measured.ts';
import type { XenRun } from '../../formats/xentrace/stretches.ts';
import { switchCosts } from '../../formats/xentrace/switch-costs.ts';
import type { TraceNaming } from '../../formats/xentrace/trace-names.ts';
import { recordedHeads, shareOfCore } from '../../messages/formats/xentrace.ts';
import { formatDuration } from '../../messages/text/duration.ts';
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
  const nameOf = (domain: number | null) => (domain === null ? null : naming.domain(domain));
  const lines = switchCosts(run).map(({ from, to, ...costs }) => {
    return `  ${switchLine({ from: nameOf(from), to: nameOf(to), ...costs })}`;
  });
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
