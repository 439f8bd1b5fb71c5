import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { whatIf } from '../../../messages/page/bar.ts';
import {
  apply,
  everything,
  exactly,
  liesBetween,
  numbersChanged,
  reset,
  selectToTurn,
  was,
} from '../../../messages/page/knobs.ts';
import { formatDuration, writeDuration } from '../../../messages/text/duration.ts';
import { verdictWord } from '../../../messages/verdicts/verdict-word.ts';
import { factsOf } from '../../../scheduling/facts/facts.ts';
import type { Element } from '../../../scheduling/model/element.ts';
import { fieldValue, restoreField } from '../controls/field.ts';
import { parseDuration } from '../controls/parse-duration.ts';
import type { Actions } from '../state/actions.ts';
import type { PageState } from '../state/page-state.ts';
import { type Knob, knobsOf } from './knob.ts';

/**
 * The panel that turns the numbers of the selection. The page shows the results at once; the text
 * stays as it is.
 */
export function knobPanel(
  state: PageState,
  element: Element | null,
  actions: Actions,
): TemplateResult | typeof nothing {
  const { model, analysis, changes } = state;
  if (!state.knobs || model === null || analysis === null) return nothing;
  const elements = element === null ? [] : related(element, state);
  const knobs = elements.flatMap((each) => knobsOf(each, model, analysis, changes));
  return html`<section class="knobs" aria-label=${whatIf()}>
    ${verdicts(elements, analysis)}
    ${
      knobs.length === 0
        ? html`<p>${selectToTurn()}</p>`
        : knobs.map((knob) => slider(knob, actions))
    }
    <div class="buttons">
      <button class="primary" ?disabled=${changes.length === 0} @click=${() => actions.apply()}>${apply()}</button>
      <button ?disabled=${changes.length === 0} @click=${() => actions.reset()}>${reset()}</button>
      <span>${numbersChanged(changes.length)}</span>
    </div>
  </section>`;
}

/** The verdicts of the turned VCPU and of the whole system. */
function verdicts(
  elements: readonly Element[],
  analysis: NonNullable<PageState['analysis']>,
): TemplateResult {
  const own = elements.find(({ kind }) => kind === 'vcpu');
  const vcpu =
    own?.kind === 'vcpu' ? factsOf(analysis).vcpu(own.domain, own.vcpu)?.guest : undefined;
  return html`<div class="verdicts">
    ${
      own?.kind === 'vcpu' && vcpu !== undefined
        ? html`<span>${own.domain}.${own.vcpu} <span class="verdict own ${vcpu.verdict.kind}" role="status">${verdictWord(vcpu.verdict.kind)}</span></span>`
        : nothing
    }
    <span>${everything()} <span class="verdict ${analysis.verdict}" role="status">${verdictWord(analysis.verdict)}</span></span>
  </div>`;
}

/** A VCPU with its tasks; a task with its VCPU. */
function related(element: Element, { data }: PageState): readonly Element[] {
  const lanes = data?.lanes ?? [];
  const own = lanes.find((lane) => lane.element === element);
  if (own === undefined) return [element];
  if (own.kind === 'task') {
    const parent = lanes.find(({ key }) => key === own.parent);
    return parent?.kind === 'vcpu' ? [element, parent.element] : [element];
  }
  if (own.kind !== 'vcpu') return [];
  return [element, ...lanes.filter(({ parent }) => parent === own.key).map((lane) => lane.element)];
}

function slider(knob: Knob, actions: Actions): TemplateResult {
  const turn = (value: number) =>
    actions.turn({ element: knob.element, attribute: knob.attribute, value: Math.round(value) });
  return html`<div class="knob">
    <label>
      <span>${knob.label}</span>
      <input
        type="range"
        min=${knob.least}
        max=${knob.most}
        step=${knob.step}
        .value=${live(String(knob.value))}
        aria-valuetext=${formatDuration(knob.value)}
        data-knob="${knob.attribute}"
        @input=${(event: Event) => turn(Number(fieldValue(event)))}
      >
    </label>
    <input
      class="short"
      type="text"
      aria-label=${exactly(knob.label)}
      .value=${writeDuration(knob.value)}
      @change=${(event: Event) => {
        const asked = parseDuration(fieldValue(event));
        if (asked !== null && asked >= knob.least && asked <= knob.most) {
          turn(asked);
          return;
        }
        restoreField(event, writeDuration(knob.value));
        actions.say(
          liesBetween({
            label: knob.label,
            least: formatDuration(knob.least),
            most: formatDuration(knob.most),
          }),
        );
      }}
    >
    <span class="was">${knob.changed && knob.original !== null ? was(formatDuration(knob.original)) : ''}</span>
  </div>`;
}
