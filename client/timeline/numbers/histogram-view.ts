import { html, svg, type TemplateResult } from 'lit-html';
import { responsesAloud, responsesBetween } from '../../../messages/page/numbers.ts';
import { formatDuration } from '../../../messages/text/duration.ts';
import type { Histogram } from './histogram.ts';

const bar = 7;
const height = 60;

/** The response times of one task as bars, with its deadline. */
export function histogramView({ task, deadline, width, counts }: Histogram): TemplateResult {
  const most = Math.max(...counts, 1);
  const whole = counts.length * bar;
  const x = Math.min((deadline / width) * bar, whole);
  const jobs = counts.reduce((sum, count) => sum + count, 0);
  const used = counts.findLastIndex((count) => count > 0);
  const label = responsesAloud({
    task,
    jobs,
    below: formatDuration((used + 1) * width),
    deadline: formatDuration(deadline),
  });
  return html`<figure class="histogram">
    <figcaption>${task}</figcaption>
    <svg role="img" aria-label=${label} width=${whole} height=${height + 16} viewBox="0 0 ${whole} ${height + 16}">
      ${counts.map((count, at) =>
        count === 0
          ? ''
          : svg`<rect x=${at * bar} width=${bar - 1} y=${height - Math.max((count / most) * height, 1)} height=${Math.max((count / most) * height, 1)}><title>${responsesBetween({ from: formatDuration(at * width), to: formatDuration((at + 1) * width), count })}</title></rect>`,
      )}
      <line class="deadline" x1=${x} x2=${x} y1="0" y2=${height}></line>
      <line class="base" x1="0" x2=${whole} y1=${height} y2=${height}></line>
      <text x="0" y=${height + 13}>0</text>
      <text x=${whole} y=${height + 13} text-anchor="end">${formatDuration(counts.length * width)}</text>
    </svg>
  </figure>`;
}
