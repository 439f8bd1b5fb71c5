import { measured } from '../../formats/xentrace/measured.ts';
import type { XenRun, XenVcpuId } from '../../formats/xentrace/stretches.ts';
import { type MeasuredDirection, switchCosts } from '../../formats/xentrace/switch-costs.ts';
import { type DomainNames, vcpusOf } from '../../formats/xentrace/to-trace.ts';
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
export function recordedText(run: XenRun, names: DomainNames): string {
  const rows = table([heads(), ...vcpuRows(run, names)], plain).map((line) => `// ${line}`);
  const lines = switchCosts(run).map((direction) => overheadLine(direction, names));
  return [...rows, '', `overheads ${blockName} {`, ...lines, '}', ''].join('\n');
}

function heads(): readonly Cell[] {
  const { vcpu, share, most, gap, switches } = recordedHeads;
  return [vcpu(), share(), most(), gap(), switches()].map((text, column) => ({
    text,
    align: column === 0 ? 'left' : 'right',
  }));
}

function vcpuRows(run: XenRun, names: DomainNames): readonly (readonly Cell[])[] {
  const vcpus = vcpusOf(run);
  return measured(run, vcpus).map((each, index) => {
    const right = (text: string): Cell => ({ text, align: 'right' });
    const { mostInPeriod } = each;
    return [
      { text: vcpuText(vcpus[index], names) },
      right(shareOfCore(run.end === 0 ? 0 : each.supply / run.end)),
      right(mostInPeriod === null ? '–' : formatDuration(mostInPeriod)),
      right(formatDuration(each.longestGap)),
      right(String(each.switches)),
    ];
  });
}

function vcpuText(vcpu: XenVcpuId | undefined, names: DomainNames): string {
  return vcpu === undefined ? '' : `${nameOf(vcpu.domain, names)}.v${vcpu.vcpu}`;
}

function overheadLine({ from, to, count, sum, worst }: MeasuredDirection, names: DomainNames) {
  const mean = formatDuration(Math.round(sum / count));
  const cost = writeDuration(worst);
  const ends = `${end(from, names)} -> ${end(to, names)}`;
  return `  switch ${ends}  ${cost}  // ${measuredSwitches(mean, count)}`;
}

/** The end of a switch: idle, or a domain by its name in quotes. */
function end(domain: number | null, names: DomainNames): string {
  return domain === null ? 'idle' : `"${nameOf(domain, names).replaceAll('"', '_')}"`;
}

function nameOf(domain: number, names: DomainNames): string {
  return names.get(domain) ?? `d${domain}`;
}
