import { html, nothing, svg, type TemplateResult } from 'lit-html';
import type { VcpuName } from '../../../scheduling/model/analysis.ts';
import type { Element as ModelElement } from '../../../scheduling/model/element.ts';
import { formatDuration } from '../../../scheduling/text/duration.ts';
import { tickStep, ticks } from '../drawing/axis.ts';
import { tickText } from '../drawing/tick-text.ts';
import type { Actions } from '../page/actions.ts';
import { fieldValue } from '../page/field.ts';
import type { PageState } from '../state/page-state.ts';
import type { Curve } from './curve.ts';
import { type SupplyAndDemand, supplyAndDemand, vcpusByConcern } from './supply-and-demand.ts';

/** Room left of the curves for what is written on the upright axis. */
export const whyMargin = 72;
const height = 300;
const below = 24;

export interface WhyParts {
  readonly width: number;
  /** The VCPU in question; `null`: the first that fails. */
  readonly vcpu: VcpuName | null;
  pick(vcpu: VcpuName): void;
}

export function vcpuInQuestion({ analysis }: PageState, wanted: VcpuName | null): VcpuName | null {
  if (analysis === null) return null;
  const all = vcpusByConcern(analysis);
  return all.find(({ domain, vcpu }) => domain === wanted?.domain && vcpu === wanted.vcpu) ?? all[0] ?? null;
}

/** The VCPU that an element is about: itself, a task's, or of a domain the one that fails first. */
export function vcpuOf(element: ModelElement, { model, analysis }: PageState): VcpuName | null {
  if (element.kind === 'vcpu') return { domain: element.domain, vcpu: element.vcpu };
  if (element.kind !== 'task' && element.kind !== 'domain') return null;
  const domains = (model?.machines ?? []).flatMap((machine) => machine.domains);
  const tasks = domains.find(({ name }) => name === element.domain)?.tasks ?? [];
  const own = element.kind === 'task' ? tasks.find(({ name }) => name === element.task)?.vcpu : undefined;
  if (own !== undefined) return { domain: element.domain, vcpu: own };
  const first = analysis === null ? [] : vcpusByConcern(analysis);
  return first.find(({ domain }) => domain === element.domain) ?? null;
}

/** Supply against demand of one VCPU, and below, on the same axis, the run with the least supply. */
export function whyView(state: PageState, parts: WhyParts, actions: Actions): TemplateResult {
  const { analysis } = state;
  const name = vcpuInQuestion(state, parts.vcpu);
  if (analysis === null || name === null) return html`<p class="message">Nothing has been analysed yet.</p>`;
  const curves = supplyAndDemand(analysis, name);
  const own = analysis.domains
    .find(({ domain }) => domain === name.domain)
    ?.vcpus.find(({ vcpu }) => vcpu === name.vcpu);
  return html`<div class="why">
    <p>
      <label>VCPU
        <select @change=${(event: Event) => {
          const [domain, vcpu] = JSON.parse(fieldValue(event)) as [string, string];
          parts.pick({ domain, vcpu });
        }}>
          ${vcpusByConcern(analysis).map(
            ({ domain, vcpu }) => html`<option
              value=${JSON.stringify([domain, vcpu])}
              ?selected=${domain === name.domain && vcpu === name.vcpu}
            >${domain}.${vcpu}</option>`,
          )}
        </select>
      </label>
      <span class="verdict ${own?.verdict.kind ?? ''}" role="status">${own === undefined ? '' : words[own.verdict.kind]}</span>
      <button @click=${() => actions.reveal({ kind: 'vcpu', ...name })}>Go to source</button>
    </p>
    <p class="reason">${own === undefined || own.verdict.kind === 'schedulable' ? explain(curves) : own.verdict.reason}</p>
    ${curves === null ? nothing : drawing(curves, parts.width, actions)}
    <canvas class="worst" role="img" aria-label="The run of ${name.domain}.${name.vcpu} with the least supply it can get"></canvas>
    <p class="note">Below the curves: the budget as early as it can come, then as late as it can; all tasks are released when the gap begins.
      ${own === undefined ? nothing : html`Proven by: ${own.test.name} (${own.test.reference}).`}</p>
  </div>`;
}

const words = { schedulable: 'schedulable', unschedulable: 'unschedulable', unknown: 'not proven' } as const;

function explain(curves: SupplyAndDemand | null): string {
  if (curves === null)
    return 'No supply is guaranteed to this VCPU, or it has nothing to serve: there are no curves to show.';
  const { time, demand, supply } = curves.witness;
  const margin = supply - demand;
  return `Closest at a window of ${formatDuration(time)}: ${formatDuration(demand)} are asked for and ${formatDuration(supply)} are sure, ${formatDuration(margin)} to spare.`;
}

function drawing(curves: SupplyAndDemand, width: number, actions: Actions): TemplateResult {
  const { supply, demand, end, witness, budget } = curves;
  const most = Math.max(supply.at(-1)?.work ?? 1, demand.at(-1)?.work ?? 1, 1) * 1.05;
  const inner = Math.max(width - whyMargin, 100);
  const x = (time: number) => whyMargin + (time / end) * inner;
  const y = (work: number) => height - (work / most) * (height - 10);
  const path = (curve: Curve) =>
    curve
      .map(({ time, work }, at) => `${at === 0 ? 'M' : 'L'}${x(time).toFixed(2)} ${y(work).toFixed(2)}`)
      .join('');
  const across = tickStep({ start: 0, scale: end / inner, width: inner }, 90);
  const upright = tickStep({ start: 0, scale: most / height, width: height }, 50);
  const fails = witness.demand > witness.supply;
  const label = `Supply and demand of ${curves.vcpu.domain}.${curves.vcpu.vcpu}. In a window of ${formatDuration(witness.time)}, ${formatDuration(witness.demand)} are asked for and ${formatDuration(witness.supply)} are sure.`;
  return html`<svg class="curves" role="img" aria-label=${label} width=${width} height=${height + below} viewBox="0 0 ${width} ${height + below}">
    ${ticks({ start: 0, scale: end / inner, width: inner }, across).map(
      (tick) => svg`<line class="grid" x1=${x(tick)} x2=${x(tick)} y1="0" y2=${height}></line>
        <text class="tick" x=${x(tick) + 3} y=${height + 15}>${tickText(tick, across)}</text>`,
    )}
    ${ticks({ start: 0, scale: most / height, width: height }, upright).map(
      (tick) => svg`<line class="grid" x1=${whyMargin} x2=${width} y1=${y(tick)} y2=${y(tick)}></line>
        <text class="tick" x=${whyMargin - 4} y=${y(tick) + 4} text-anchor="end">${tickText(tick, upright)}</text>`,
    )}
    <path class="supply" d=${path(supply)}></path>
    <path class="demand" d=${path(demand)}></path>
    <line class="witness ${fails ? 'fails' : ''}" x1=${x(witness.time)} x2=${x(witness.time)} y1="0" y2=${height}></line>
    <circle class="at demanded" cx=${x(witness.time)} cy=${y(witness.demand)} r="4"></circle>
    <circle class="at supplied" cx=${x(witness.time)} cy=${y(witness.supply)} r="4"></circle>
    <text class="words" x=${whyMargin + 8} y="16">— supply that is sure</text>
    <text class="words dashed" x=${whyMargin + 8} y="32">- - demand: ${curves.demandOf}</text>
    <text class="words ${fails ? 'fails' : ''}" x=${whyMargin + 8} y="48">
      ${fails ? '✖' : '●'} ${formatDuration(witness.time)}: ${formatDuration(witness.demand)} of demand, ${formatDuration(witness.supply)} of supply
    </text>
    ${budget === null ? nothing : handle(curves, x, y, most / (height - 10), actions)}
  </svg>`;
}

/** The end of the first stretch of supply, `budget` high: dragged up or down, the budget follows. */
function handle(
  { vcpu, budget, end }: SupplyAndDemand,
  x: (time: number) => number,
  y: (work: number) => number,
  perPixel: number,
  actions: Actions,
): TemplateResult | typeof nothing {
  if (budget === null || budget.longestGap + budget.value > end) return nothing;
  const drag = (event: PointerEvent) => {
    if (!(event.currentTarget instanceof Element)) return;
    const target = event.currentTarget;
    const from = event.clientY;
    target.setPointerCapture(event.pointerId);
    const move = (moved: Event) => {
      if (!(moved instanceof PointerEvent)) return;
      const asked = budget.value + (from - moved.clientY) * perPixel;
      const value = Math.max(Math.round(asked / 1000) * 1000, 1000);
      actions.turn({ element: { kind: 'vcpu', ...vcpu }, attribute: 'budget', value });
    };
    target.addEventListener('pointermove', move);
    target.addEventListener('pointerup', () => target.removeEventListener('pointermove', move), {
      once: true,
    });
  };
  return svg`<circle class="handle" cx=${x(budget.longestGap + budget.value)} cy=${y(budget.value)} r="6" @pointerdown=${drag}>
    <title>Drag up or down: budget of ${vcpu.domain}.${vcpu.vcpu}, ${formatDuration(budget.value)}</title>
  </circle>` as TemplateResult;
}
