import { escapeMarkup } from '../../../formats/escape-markup.ts';
import { curvesCaption } from '../../../messages/page/report.ts';
import { formatDuration } from '../../../messages/text/duration.ts';
import type { Curve } from '../why/curve.ts';
import type { SupplyAndDemand } from '../why/supply-and-demand.ts';

const width = 900;
const height = 260;

/** The room below the curves for the times, and for what the window means. */
const timesAt = height + 14;
const captionAt = height + 32;

/** The supply and demand of one VCPU as a drawing for paper: dark on white. */
export function curvesSvg({ supply, demand, end, witness }: SupplyAndDemand): string {
  const most = Math.max(supply.at(-1)?.work ?? 1, demand.at(-1)?.work ?? 1, 1) * 1.05;
  const across = (time: number) => ((time / end) * width).toFixed(2);
  const up = (work: number) => (height - (work / most) * height).toFixed(2);
  const path = (curve: Curve) =>
    curve
      .map(({ time, work }, at) => `${at === 0 ? 'M' : 'L'}${across(time)} ${up(work)}`)
      .join('');
  const words = curvesCaption({
    task: witness.task,
    time: formatDuration(witness.time),
    demand: formatDuration(witness.demand),
    supply: formatDuration(witness.supply),
  });
  const x = across(witness.time);
  const isShort = witness.demand > witness.supply;
  const works = isShort ? [witness.supply, witness.demand] : [witness.demand];
  return [
    `<figure><svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${captionAt + 6}" font-family="sans-serif" font-size="11">`,
    `<rect width="${width}" height="${height}" fill="#fff" stroke="#999"/>`,
    ...works.map(
      (work) =>
        `<line x1="0" x2="${x}" y1="${up(work)}" y2="${up(work)}" stroke="#999" stroke-dasharray="1 3"/><text x="4" y="${Number(up(work)) - 3}">${formatDuration(work)}</text>`,
    ),
    `<path d="${path(supply)}" fill="none" stroke="#0550ae" stroke-width="2"/>`,
    `<path d="${path(demand)}" fill="none" stroke="#bc4c00" stroke-width="2" stroke-dasharray="6 3"/>`,
    `<line x1="${x}" x2="${x}" y1="0" y2="${height}" stroke="${isShort ? '#cf222e' : '#1a7f37'}"/>`,
    `<text x="0" y="${timesAt}">${formatDuration(0)}</text>`,
    `<text x="${x}" y="${timesAt}" text-anchor="middle">${formatDuration(witness.time)}</text>`,
    ...(Number(x) < width - 80
      ? [`<text x="${width}" y="${timesAt}" text-anchor="end">${formatDuration(end)}</text>`]
      : []),
    `<text x="4" y="${captionAt}">${escapeMarkup(words)}</text></svg></figure>`,
  ].join('');
}
