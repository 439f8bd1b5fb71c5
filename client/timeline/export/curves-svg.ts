import { curvesCaption } from '../../../messages/page/report.ts';
import { formatDuration } from '../../../messages/text/duration.ts';
import { escapeXml } from '../drawing/pens/svg-text.ts';
import type { Curve } from '../why/curve.ts';
import type { SupplyAndDemand } from '../why/supply-and-demand.ts';

const width = 900;
const height = 260;

/** The supply and demand of one VCPU as a drawing for paper: dark on white. */
export function curvesSvg({ supply, demand, end, witness }: SupplyAndDemand): string {
  const most = Math.max(supply.at(-1)?.work ?? 1, demand.at(-1)?.work ?? 1, 1) * 1.05;
  const path = (curve: Curve) =>
    curve
      .map(
        ({ time, work }, at) =>
          `${at === 0 ? 'M' : 'L'}${((time / end) * width).toFixed(2)} ${(height - (work / most) * height).toFixed(2)}`,
      )
      .join('');
  const x = (witness.time / end) * width;
  const words = curvesCaption({
    task: witness.task,
    time: formatDuration(witness.time),
    demand: formatDuration(witness.demand),
    supply: formatDuration(witness.supply),
  });
  return `<figure><svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height + 20}" font-family="sans-serif" font-size="11"><rect width="${width}" height="${height}" fill="#fff" stroke="#999"/><path d="${path(supply)}" fill="none" stroke="#0550ae" stroke-width="2"/><path d="${path(demand)}" fill="none" stroke="#bc4c00" stroke-width="2" stroke-dasharray="6 3"/><line x1="${x}" x2="${x}" y1="0" y2="${height}" stroke="${witness.demand > witness.supply ? '#cf222e' : '#1a7f37'}"/><text x="4" y="${height + 14}">${escapeXml(words)}</text></svg></figure>`;
}
