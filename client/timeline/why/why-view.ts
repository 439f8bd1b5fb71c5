import { html, nothing, type TemplateResult } from 'lit-html';
import { goToSource } from '../../../messages/page/details.ts';
import {
  acrossRunBelow,
  acrossTooLong,
  alignedRunBelow,
  belowTheCurves,
  closestInRun,
  closestWindow,
  failsAcross,
  lateRunAloud,
  lateRunBelow,
  lateRunTooLong,
  leastSupplyRun,
  noCurves,
  nothingAnalyzed,
  provenBy,
  runTooLongToShow,
  vcpu as sayVcpu,
  tooLongToShow,
  vcpuAcross,
  vcpuOnMachine,
} from '../../../messages/page/why.ts';
import { stepReasonText } from '../../../messages/scenario/step-reason.ts';
import { formatDuration } from '../../../messages/text/duration.ts';
import { sentence } from '../../../messages/text/sentence.ts';
import { lateText, partText } from '../../../messages/verdicts/late-run.ts';
import { reasonText } from '../../../messages/verdicts/reason.ts';
import { testName, testReference } from '../../../messages/verdicts/tests.ts';
import { verdictWord } from '../../../messages/verdicts/verdict-word.ts';
import { factsOf } from '../../../scheduling/facts/facts.ts';
import type { LateRun } from '../../../scheduling/host/run/late-run.ts';
import type {
  Analysis,
  LateCourse,
  VcpuName,
  VerdictKind,
  Witness,
} from '../../../scheduling/model/analysis.ts';
import type { Element } from '../../../scheduling/model/element.ts';
import type { LateWindow } from '../../../scheduling/simulation/worst-case/late-course.ts';
import { fieldValue } from '../controls/field.ts';
import { knobsOf } from '../knobs/knob.ts';
import type { Actions } from '../state/actions.ts';
import type { PageState } from '../state/page-state.ts';
import type { Questioned } from '../state/questioned.ts';
import { curvesKey, curvesView } from './curves-view.ts';
import { courseOf, lateRunOf, subjectsOf, vcpuInQuestion } from './question.ts';
import { runAxis } from './run-axis.ts';
import { lateBudgetWindow, lateRunWindow, type RunWindow, runWindow } from './run-window.ts';
import { type SupplyAndDemand, supplyAndDemand } from './supply-and-demand.ts';
import { horizonOf } from './worst-question.ts';

export { innerWidth } from './curves-view.ts';

/**
 * The view *Why*: supply against demand of one VCPU, and on the same axis below, the run with the
 * least supply. A refused change of plan has the run that misses across the change, a refused
 * machine or core the run in which a budget comes late.
 */
export function whyView(state: PageState, width: number, actions: Actions): TemplateResult {
  const { analysis } = state;
  const subject = vcpuInQuestion(state);
  if (analysis === null || subject === null)
    return html`<p class="message">${nothingAnalyzed()}</p>`;
  const course = courseOf(analysis, subject);
  const late = lateRunOf(analysis, subject);
  const about =
    late !== null
      ? aboutLate(analysis, subject, late, width)
      : course === null
        ? aboutVcpu(state, analysis, subject, width, actions)
        : aboutChange(state, analysis, subject, course, width);
  const options = subjectsOf(analysis).map((each) => ({ each, name: nameIn(analysis, each) }));
  const own = nameIn(analysis, subject);
  return html`<div class="why">
    <div class="question">
      <label>${sayVcpu()}
        <select @change=${(event: Event) => {
          const asked = options.find(({ name }) => name === fieldValue(event))?.each;
          if (asked !== undefined) actions.ask(asked);
        }}>
          ${options.map(({ name }) => html`<option value=${name} ?selected=${name === own}>${name}</option>`)}
        </select>
      </label>
      ${about.verdict === null ? nothing : html`<span class="verdict ${about.verdict}" role="status">${verdictWord(about.verdict)}</span>`}
      <span class="spring"></span>
      <button @click=${() => actions.reveal(elementOf(subject))}>${goToSource()}</button>
    </div>
    ${about.content}
  </div>`;
}

/** The words and pictures about a subject, below the question. */
interface About {
  readonly verdict: VerdictKind | null;
  readonly content: TemplateResult;
}

function aboutVcpu(
  state: PageState,
  analysis: Analysis,
  name: Questioned,
  width: number,
  actions: Actions,
): About {
  const curves = supplyAndDemand(analysis, name);
  const run = runWindow(analysis, name);
  const own = factsOf(analysis).vcpu(name.domain, name.vcpu)?.guest;
  const verdict = own?.verdict ?? null;
  const tooLong = horizonOf(analysis, name) === null;
  return {
    verdict: verdict?.kind ?? null,
    content: html`
    <p class="reason">${verdict === null || verdict.kind === 'schedulable' ? explain(curves, run, own?.witness ?? null) : reasonText(verdict.reason)}</p>
    ${
      curves === null
        ? nothing
        : html`${curvesKey(curves)}
    ${curvesView(curves, width, knobs(state, curves), actions)}
    ${tooLong ? html`<p class="note">${tooLongToShow()}</p>` : worstRun(name, belowTheCurves())}`
    }
    ${run === null ? nothing : tooLong ? html`<p class="note">${runTooLongToShow()}</p>` : runBelowAxis(run, width, alignedRunBelow())}
    ${own === undefined ? nothing : html`<p class="note">${provenBy(testName(own.test), testReference(own.test))}</p>`}`,
  };
}

/** The window of time that straddles a refused change of plan, with its run and the miss. */
function aboutChange(
  { worst }: PageState,
  analysis: Analysis,
  { step }: Questioned,
  course: LateCourse,
  width: number,
): About {
  const found = factsOf(analysis).step(step?.scenario ?? '', step?.index ?? -1)?.step;
  const tooLong = horizonOf(analysis, { ...course.vcpu, ...(step ? { step } : {}) }) === null;
  const window = worst?.window ?? null;
  return {
    verdict: 'unschedulable',
    content: html`
    <p class="reason">${stepReasonText(found?.reason ?? null)}</p>
    ${tooLong ? html`<p class="note">${acrossTooLong()}</p>` : nothing}
    ${
      tooLong || window === null
        ? nothing
        : html`<p class="reason">${failsIn(course, window)}</p>
    ${runBelowAxis(lateRunWindow(course, window), width, acrossRunBelow())}`
    }`,
  };
}

/** The run in which a budget comes late, as the verdict on its machine or core tells it. */
function aboutLate(analysis: Analysis, subject: Questioned, late: LateRun, width: number): About {
  const facts = factsOf(analysis);
  const host = facts.machine(late.machine)?.host;
  const core = late.core === null ? undefined : facts.core(late.machine, late.core)?.core;
  const verdict = core?.verdict ?? host?.verdict;
  const test = core?.test ?? host?.test;
  const tooLong = horizonOf(analysis, subject) === null;
  return {
    verdict: 'unschedulable',
    content: html`
    <p class="reason">${verdict === undefined || verdict.kind === 'schedulable' ? nothing : sentence(reasonText(verdict.reason))}</p>
    <ul class="parts">${late.run.vcpus.map((part) => html`<li>${sentence(partText(part))}</li>`)}</ul>
    <p class="reason">${sentence(lateText(late))}</p>
    ${tooLong ? html`<p class="note">${lateRunTooLong()}</p>` : runBelowAxis(lateBudgetWindow(late), width, lateRunBelow(), lateRunAloud)}
    ${test === undefined ? nothing : html`<p class="note">${provenBy(testName(test), testReference(test))}</p>`}`,
  };
}

function failsIn({ witness }: LateCourse, { from, due }: LateWindow): string {
  return failsAcross({
    task: witness.task,
    begin: formatDuration(from),
    end: formatDuration(due),
    demand: formatDuration(witness.demand),
    supply: formatDuration(witness.supply),
  });
}

/** A run below its axis of time. */
function runBelowAxis(
  run: RunWindow,
  width: number,
  note: string,
  aloud = leastSupplyRun,
): TemplateResult {
  return html`${runAxis(run, width)}${worstRun(run.vcpu, note, aloud)}`;
}

function worstRun(name: VcpuName, note: string, aloud = leastSupplyRun): TemplateResult {
  return html`<div class="worst-run">
      <ol class="names"></ol>
      <canvas class="worst" role="img" aria-label=${aloud(nameOf(name))}></canvas>
    </div>
    <p class="note">${note}</p>`;
}

const nameOf = ({ domain, vcpu }: VcpuName): string => `${domain}.${vcpu}`;

/** The name of a subject in the list. */
function nameIn(analysis: Analysis, subject: Questioned): string {
  const { step, late } = subject;
  if (late !== undefined) return vcpuOnMachine({ vcpu: nameOf(subject), machine: late.machine });
  const reason =
    step === undefined ? undefined : factsOf(analysis).step(step.scenario, step.index)?.step.reason;
  const during = reason?.kind === 'would-fail' ? reason.during : undefined;
  if (during?.kind !== 'change') return nameOf(subject);
  const { from, to, at } = during;
  return vcpuAcross({ vcpu: nameOf(subject), from, to, at: formatDuration(at) });
}

function elementOf({ step, late, domain, vcpu }: Questioned): Element {
  if (late !== undefined) return { kind: 'machine', machine: late.machine };
  return step === undefined ? { kind: 'vcpu', domain, vcpu } : { kind: 'step', ...step };
}

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
