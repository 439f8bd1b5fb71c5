import { html, svg, type TemplateResult } from 'lit-html';
import {
  curvesAloud,
  demandOf as sayDemandOf,
  supplyBeside,
  sureSupply,
  type Window,
  windowText,
} from '../../../messages/page/why.ts';
import { formatDuration } from '../../../messages/text/duration.ts';
import { tickText } from '../drawing/axis/tick-text.ts';
import { tickStep, ticks } from '../drawing/axis/ticks.ts';
import type { Knob } from '../knobs/knob.ts';
import type { Actions } from '../state/actions.ts';
import type { Curve } from './curve.ts';
import { dragHandle } from './drag-handle.ts';
import { handles, type Scales } from './handles.ts';
import type { SupplyAndDemand } from './supply-and-demand.ts';

/**
 * The room beside the curves, in pixels: left for the upright axis and the names below, right for
 * the text of the last tick.
 */
export const marginLeft = 84;
const marginRight = 36;
const height = 300;
const above = 10;
const below = 24;

/** The width of the axis of time in a picture of a width. */
export function innerWidth(width: number): number {
  return Math.max(width - marginLeft - marginRight, 100);
}

function windowOf({ time, demand, supply }: SupplyAndDemand['witness']): Window {
  return {
    time: formatDuration(time),
    demand: formatDuration(demand),
    supply: formatDuration(supply),
  };
}

/** The key of the lines. */
export function curvesKey({ witness, demandOf, beside }: SupplyAndDemand): TemplateResult {
  const fails = witness.demand > witness.supply;
  return html`<ul class="key">
    <li><svg class="sample" width="24" height="10" aria-hidden="true"><path class="supply" d="M0 5h24"></path></svg>${sureSupply()}</li>
    ${beside === null ? '' : html`<li><svg class="sample" width="24" height="10" aria-hidden="true"><path class="supply beside" d="M0 5h24"></path></svg>${supplyBeside()}</li>`}
    <li><svg class="sample" width="24" height="10" aria-hidden="true"><path class="demand" d="M0 5h24"></path></svg>${sayDemandOf(demandOf)}</li>
    <li class=${fails ? 'fails' : ''}>${fails ? '✖' : '●'} ${windowText(windowOf(witness))}</li>
  </ul>`;
}

/** The two curves with the deciding window, and the handles of numbers that can be dragged. */
export function curvesView(
  curves: SupplyAndDemand,
  width: number,
  knobs: readonly Knob[],
  actions: Actions,
): TemplateResult {
  const { supply, demand, beside, end, witness, vcpu } = curves;
  const most = Math.max(supply.at(-1)?.work ?? 1, demand.at(-1)?.work ?? 1, 1) * 1.05;
  const inner = innerWidth(width);
  const scales: Scales = {
    x: (time) => marginLeft + (time / end) * inner,
    y: (work) => height - (work / most) * (height - above),
    across: end / inner,
    up: most / (height - above),
  };
  const { x, y } = scales;
  const path = (curve: Curve) =>
    curve
      .map(
        ({ time, work }, at) =>
          `${at === 0 ? 'M' : 'L'}${x(time).toFixed(2)} ${y(work).toFixed(2)}`,
      )
      .join('');
  const fails = witness.demand > witness.supply;
  const label = curvesAloud(`${vcpu.domain}.${vcpu.vcpu}`, windowOf(witness));
  return html`<svg class="curves" role="group" aria-label=${label} width=${width} height=${height + below} viewBox="0 0 ${width} ${height + below}">
    ${grid(scales, inner, end, most)}
    ${beside === null ? '' : svg`<path class="supply beside" d=${path(beside)}></path>`}
    <path class="supply" d=${path(supply)}></path>
    <path class="demand" d=${path(demand)}></path>
    <line class="witness ${fails ? 'fails' : ''}" x1=${x(witness.time)} x2=${x(witness.time)} y1="0" y2=${height}></line>
    <circle class="at demanded" cx=${x(witness.time)} cy=${y(witness.demand)} r="4"></circle>
    <circle class="at supplied" cx=${x(witness.time)} cy=${y(witness.supply)} r="4"></circle>
    ${handles(curves, knobs, scales).map((handle) =>
      dragHandle(handle, (value) =>
        actions.turn({ element: handle.knob.element, attribute: handle.knob.attribute, value }),
      ),
    )}
  </svg>`;
}

function grid(
  { x, y, across, up }: Scales,
  inner: number,
  end: number,
  most: number,
): TemplateResult[] {
  const acrossView = { start: 0, scale: across, width: inner };
  const upView = { start: 0, scale: up, width: most / up };
  const acrossStep = tickStep(acrossView, 90);
  const upStep = tickStep(upView, 50);
  return [
    ...ticks(acrossView, acrossStep).map(
      (tick) =>
        svg`<line class="grid" x1=${x(tick)} x2=${x(tick)} y1="0" y2=${height}></line>
        <text class="tick" x=${x(tick)} y=${height + 16} text-anchor="middle">${tickText(tick, acrossStep)}</text>` as TemplateResult,
    ),
    ...ticks(upView, upStep).map(
      (tick) =>
        svg`<line class="grid" x1=${marginLeft} x2=${x(end)} y1=${y(tick)} y2=${y(tick)}></line>
        <text class="tick" x=${marginLeft - 6} y=${y(tick) + 4} text-anchor="end">${tickText(tick, upStep)}</text>` as TemplateResult,
    ),
  ];
}
