import { html, nothing, type TemplateResult } from 'lit-html';
import { reasonText } from '../../../messages/verdicts/reason.ts';
import { formatDuration } from '../../../scheduling/text/duration.ts';
import { fullName } from '../lanes/layout.ts';
import { sliceText } from '../lanes/slice-text.ts';
import type { Actions } from '../state/actions.ts';
import type { PageState } from '../state/page-state.ts';

/** Below the lanes: the range that is selected, else the segment, else the lane. */
export function details(state: PageState, actions: Actions): TemplateResult | typeof nothing {
  const { data, range, slice, selected } = state;
  if (data === null) return nothing;
  if (range !== null) {
    const length = range.to - range.from;
    return html`<section class="details" aria-label="Range">
      <b>${formatDuration(Math.round(length))}</b> from ${formatDuration(Math.round(range.from))}, ${range.misses}
      ${range.misses === 1 ? 'miss' : 'misses'}.
      ${range.cores.map(
        ({ name, busy, overhead, idle }) =>
          html`<span>${name}: ${share(busy, length)} busy, ${share(overhead, length)} overhead, ${share(idle, length)} idle</span>`,
      )}
      <button @click=${() => actions.clearRange()}>Clear</button>
    </section>`;
  }
  const lane = data.lanes.find(({ key }) => key === selected);
  if (lane === undefined) return nothing;
  const lines = slice === null ? [] : sliceText(data.run, slice.row);
  return html`<section class="details" aria-label="Selection">
    <b>${fullName(lane)}</b>
    ${[...lines, ...proven(state)].map((line) => html`<span>${line}</span>`)}
    <button @click=${() => actions.reveal(lane.element)}>Go to source</button>
  </section>`;
}

function share(part: number, whole: number): string {
  return `${((100 * part) / Math.max(whole, 1)).toFixed(1)} %`;
}

/** What the analysis says of the lane that is selected. */
function proven({ data, selected, analysis, statistics }: PageState): string[] {
  const element = data?.lanes.find(({ key }) => key === selected)?.element;
  if (element === undefined || analysis === null) return [];
  if (element.kind === 'task') {
    const task = analysis.domains
      .find(({ domain }) => domain === element.domain)
      ?.tasks.find(({ task: name }) => name === element.task);
    const simulated = statistics?.tasks.find(
      ({ domain, name }) => domain === element.domain && name === element.task,
    );
    return [
      ...(task === undefined
        ? []
        : [`deadline ${formatDuration(task.deadline)}, ${task.verdict.kind}`]),
      ...(typeof task?.response === 'number'
        ? [`proven response ${formatDuration(task.response)}`]
        : []),
      ...(typeof simulated?.response.max === 'number'
        ? [`longest simulated response ${formatDuration(simulated.response.max)}`]
        : []),
    ];
  }
  if (element.kind === 'vcpu') {
    const vcpu = analysis.domains
      .find(({ domain }) => domain === element.domain)
      ?.vcpus.find(({ vcpu: name }) => name === element.vcpu);
    if (vcpu === undefined) return [];
    const { verdict, minBudget, longestGap } = vcpu;
    return [
      verdict.kind === 'schedulable' ? 'schedulable' : reasonText(verdict.reason),
      ...(minBudget === null ? [] : [`smallest budget ${formatDuration(minBudget)}`]),
      ...(longestGap === null ? [] : [`longest gap without supply ${formatDuration(longestGap)}`]),
    ];
  }
  return [];
}
