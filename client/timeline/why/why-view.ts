import { html, nothing, type TemplateResult } from 'lit-html';
import { goToSource } from '../../../messages/page/details.ts';
import {
  alignedRunBelow,
  belowTheCurves,
  closestInRun,
  closestWindow,
  leastSupplyRun,
  noCurves,
  nothingAnalyzed,
  provenBy,
  runTooLongToShow,
  vcpu as sayVcpu,
  tooLongToShow,
} from '../../../messages/page/why.ts';
import { formatDuration } from '../../../messages/text/duration.ts';
import { reasonText } from '../../../messages/verdicts/reason.ts';
import { testName, testReference } from '../../../messages/verdicts/tests.ts';
import { verdictWord } from '../../../messages/verdicts/verdict-word.ts';
import { factsOf } from '../../../scheduling/facts/facts.ts';
import type { VcpuName, Witness } from '../../../scheduling/model/analysis.ts';
import { fieldValue } from '../controls/field.ts';
import { knobsOf } from '../knobs/knob.ts';
import type { Actions } from '../state/actions.ts';
import type { PageState } from '../state/page-state.ts';
import { curvesKey, curvesView } from './curves-view.ts';
import { vcpuInQuestion } from './question.ts';
import { runAxis } from './run-axis.ts';
import { type RunWindow, runWindow } from './run-window.ts';
import { type SupplyAndDemand, supplyAndDemand, vcpusByConcern } from './supply-and-demand.ts';
import { horizonOf } from './worst-question.ts';

export { innerWidth } from './curves-view.ts';

/**
 * The view *Why*: supply against demand of one VCPU, and on the same axis below, the run with the
 * least supply.
 */
export function whyView(state: PageState, width: number, actions: Actions): TemplateResult {
  const { analysis } = state;
  const name = vcpuInQuestion(state);
  if (analysis === null || name === null) return html`<p class="message">${nothingAnalyzed()}</p>`;
  const curves = supplyAndDemand(analysis, name);
  const run = runWindow(analysis, name);
  const own = factsOf(analysis).vcpu(name.domain, name.vcpu)?.guest;
  const verdict = own?.verdict ?? null;
  return html`<div class="why">
    <div class="question">
      <label>${sayVcpu()}
        <select @change=${(event: Event) => {
          const asked = vcpusByConcern(analysis).find((each) => nameOf(each) === fieldValue(event));
          if (asked !== undefined) actions.pickVcpu(asked);
        }}>
          ${vcpusByConcern(analysis).map(
            (each) =>
              html`<option value=${nameOf(each)} ?selected=${nameOf(each) === nameOf(name)}>${nameOf(each)}</option>`,
          )}
        </select>
      </label>
      ${verdict === null ? nothing : html`<span class="verdict ${verdict.kind}" role="status">${verdictWord(verdict.kind)}</span>`}
      <span class="spring"></span>
      <button @click=${() => actions.reveal({ kind: 'vcpu', ...name })}>${goToSource()}</button>
    </div>
    <p class="reason">${verdict === null || verdict.kind === 'schedulable' ? explain(curves, run, own?.witness ?? null) : reasonText(verdict.reason)}</p>
    ${
      curves === null
        ? nothing
        : html`${curvesKey(curves)}
    ${curvesView(curves, width, knobs(state, curves), actions)}
    ${horizonOf(analysis, name) === null ? html`<p class="note">${tooLongToShow()}</p>` : worstRun(name, belowTheCurves())}`
    }
    ${run === null ? nothing : alignedRun(run, width, horizonOf(analysis, name) === null)}
    ${own === undefined ? nothing : html`<p class="note">${provenBy(testName(own.test), testReference(own.test))}</p>`}
  </div>`;
}

/** The run that a verdict on aligned releases rests on, below its axis of time. */
function alignedRun(run: RunWindow, width: number, tooLong: boolean): TemplateResult {
  return tooLong
    ? html`<p class="note">${runTooLongToShow()}</p>`
    : html`${runAxis(run, width)}${worstRun(run.vcpu, alignedRunBelow())}`;
}

function worstRun(name: VcpuName, note: string): TemplateResult {
  return html`<div class="worst-run">
      <ol class="names"></ol>
      <canvas class="worst" role="img" aria-label=${leastSupplyRun(nameOf(name))}></canvas>
    </div>
    <p class="note">${note}</p>`;
}

const nameOf = ({ domain, vcpu }: VcpuName): string => `${domain}.${vcpu}`;

/**
 * The knobs on the curves: the VCPU's numbers, and the wcet of the task closest to its deadline.
 */
function knobs({ model, analysis, changes }: PageState, { vcpu, witness }: SupplyAndDemand) {
  if (model === null || analysis === null) return [];
  return [
    ...knobsOf({ kind: 'vcpu', ...vcpu }, model, analysis, changes),
    ...knobsOf({ kind: 'task', domain: vcpu.domain, task: witness.task }, model, analysis, changes),
  ];
}

function explain(
  curves: SupplyAndDemand | null,
  run: RunWindow | null,
  witness: Witness | null,
): string {
  if (run !== null && witness !== null) {
    return closestInRun({
      task: witness.task,
      from: formatDuration(run.from),
      due: formatDuration(run.due),
      left: formatDuration(witness.supply - witness.demand),
    });
  }
  if (curves === null) return noCurves();
  const { time, demand, supply } = curves.witness;
  return closestWindow({
    time: formatDuration(time),
    demand: formatDuration(demand),
    supply: formatDuration(supply),
    left: formatDuration(supply - demand),
  });
}
