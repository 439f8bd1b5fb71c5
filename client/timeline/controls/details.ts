import { html, nothing, type TemplateResult } from 'lit-html';
import {
  clear,
  coreShares,
  deadlineProven,
  goToSource,
  provenResponse,
  rangeText,
  longestGap as sayLongestGap,
  range as sayRange,
  selection,
  simulatedResponse,
  smallestBudget,
} from '../../../messages/page/details.ts';
import { formatDuration } from '../../../messages/text/duration.ts';
import { reasonText } from '../../../messages/verdicts/reason.ts';
import { verdictWord } from '../../../messages/verdicts/verdict-word.ts';
import { factsOf } from '../../../scheduling/facts/facts.ts';
import { fullName } from '../lanes/layout.ts';
import type { RangeStatistics } from '../lanes/range-statistics.ts';
import { sliceText } from '../lanes/slice-text.ts';
import type { Actions } from '../state/actions.ts';
import type { PageState } from '../state/page-state.ts';
import { emphasized } from './emphasized.ts';

/** The text below the lanes: about the selected range, else the segment, else the lane. */
export function details(state: PageState, actions: Actions): TemplateResult | typeof nothing {
  const { data, range, slice, selected } = state;
  if (data === null) return nothing;
  if (range !== null) {
    return html`<section class="details" aria-label=${sayRange()}>
      ${emphasized(wordsOf(range))}
      ${sharesOf(range).map((each) => html`<span>${each}</span>`)}
      <button @click=${() => actions.clearRange()}>${clear()}</button>
    </section>`;
  }
  const lane = data.lanes.find(({ key }) => key === selected);
  if (lane === undefined) return nothing;
  const lines = slice === null ? [] : sliceText(data.run, slice.row);
  return html`<section class="details" aria-label=${selection()}>
    <b>${fullName(lane)}</b>
    ${[...lines, ...proven(state)].map((line) => html`<span>${line}</span>`)}
    <button @click=${() => actions.reveal(lane.element)}>${goToSource()}</button>
  </section>`;
}

/** A range of time as it is read aloud. */
export function rangeAloud(range: RangeStatistics): string {
  return [wordsOf(range).replaceAll('**', ''), ...sharesOf(range)].join(', ');
}

function wordsOf({ from, to, misses }: RangeStatistics): string {
  return rangeText({
    length: formatDuration(Math.round(to - from)),
    start: formatDuration(Math.round(from)),
    misses,
  });
}

function sharesOf({ from, to, cores }: RangeStatistics): readonly string[] {
  const length = to - from;
  return cores.map(({ name, busy, overhead, idle }) =>
    coreShares({
      name,
      busy: share(busy, length),
      overhead: share(overhead, length),
      idle: share(idle, length),
    }),
  );
}

function share(part: number, whole: number): string {
  return `${((100 * part) / Math.max(whole, 1)).toFixed(1)} %`;
}

/** The analysis of the selected lane, in sentences. */
function proven({ data, selected, analysis, statistics }: PageState): string[] {
  const element = data?.lanes.find(({ key }) => key === selected)?.element;
  if (element === undefined || analysis === null) return [];
  const facts = factsOf(analysis);
  if (element.kind === 'task') {
    const task = facts.task(element.domain, element.task)?.verdict;
    const simulated = statistics?.tasks.find(
      ({ domain, name }) => domain === element.domain && name === element.task,
    );
    return [
      ...(task === undefined
        ? []
        : [deadlineProven(formatDuration(task.deadline), task.verdict.kind)]),
      ...(typeof task?.response === 'number'
        ? [provenResponse(formatDuration(task.response))]
        : []),
      ...(typeof simulated?.response.max === 'number'
        ? [simulatedResponse(formatDuration(simulated.response.max))]
        : []),
    ];
  }
  if (element.kind === 'vcpu') {
    const vcpu = facts.vcpu(element.domain, element.vcpu)?.guest;
    if (vcpu === undefined) return [];
    const { verdict, minBudget, longestGap } = vcpu;
    return [
      verdict.kind === 'schedulable' ? verdictWord(verdict.kind) : reasonText(verdict.reason),
      ...(minBudget === null ? [] : [smallestBudget(formatDuration(minBudget))]),
      ...(longestGap === null ? [] : [sayLongestGap(formatDuration(longestGap))]),
    ];
  }
  return [];
}
