import { html, svg, type TemplateResult } from 'lit-html';
import { planFromHere, runWindowAloud } from '../../../messages/page/why.ts';
import { formatDuration } from '../../../messages/text/duration.ts';
import { tickText } from '../drawing/axis/tick-text.ts';
import { tickStep, ticks } from '../drawing/axis/ticks.ts';
import { innerWidth, marginLeft } from './curves-view.ts';
import type { RunWindow } from './run-window.ts';

const shortest = 34;
/** The height of the names of plans below the axis. */
const nameHeight = 16;

/** The axis of a run, with the stretch that decides marked, and the changes of plan in it. */
export function runAxis(window: RunWindow, width: number): TemplateResult {
  const { vcpu, start, end, from, due, fails, changes } = window;
  const height = changes.length === 0 ? shortest : shortest + nameHeight;
  const inner = innerWidth(width);
  const scale = (end - start) / inner;
  const x = (time: number) => marginLeft + (time - start) / scale;
  const view = { start, scale, width: inner };
  const step = tickStep(view, 90);
  const label = runWindowAloud({
    vcpu: `${vcpu.domain}.${vcpu.vcpu}`,
    from: formatDuration(from),
    due: formatDuration(due),
    changes: changes.map((change) => change.plan),
  });
  return html`<svg class="curves run-axis" role="img" aria-label=${label} width=${width} height=${height} viewBox="0 0 ${width} ${height}">
    ${ticks(view, step).map(
      (tick) =>
        svg`<line class="grid" x1=${x(tick)} x2=${x(tick)} y1="18" y2=${height}></line>
        <text class="tick" x=${x(tick)} y="13" text-anchor="middle">${tickText(tick, step)}</text>` as TemplateResult,
    )}
    <rect class="stretch ${fails ? 'fails' : ''}" x=${x(from)} width=${x(due) - x(from)} y="22" height="8"></rect>
    <line class="witness ${fails ? 'fails' : ''}" x1=${x(due)} x2=${x(due)} y1="18" y2=${height}></line>
    ${changes.map(
      (change) =>
        svg`<line class="change" x1=${x(change.from)} x2=${x(change.from)} y1="18" y2=${height}></line>
        <text x=${x(change.from) + 4} y=${height - 4}>${planFromHere(change.plan)}</text>` as TemplateResult,
    )}
  </svg>`;
}
