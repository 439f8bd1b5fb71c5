import { html, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import * as say from '../../../messages/page/run-menu.ts';
import { formatDuration, writeDuration } from '../../../messages/text/duration.ts';
import { vcpuLabel } from '../../../scheduling/host/vcpu-name.ts';
import type { Actions } from '../state/actions.ts';
import { lateRunsIn } from '../state/late-runs.ts';
import type { PageState } from '../state/page-state.ts';
import { fieldValue, restoreField } from './field.ts';
import { parseDuration } from './parse-duration.ts';

/**
 * The choice of the run: scenario, horizon, seed, supply. A wide page shows its fields in the bar,
 * a narrow one behind a button that names the choice.
 */
export function runMenu(state: PageState, actions: Actions): TemplateResult {
  const picked = summary(state);
  return html`
    <button class="quiet run-button" aria-label=${say.runPicked(picked)} title=${say.runTip()} popovertarget="run-menu">
      <span class="word">${picked}</span> ▾
    </button>
    <div id="run-menu" class="menu choices" popover>
      ${scenario(state, actions)} ${horizon(state, actions)} ${seed(state, actions)} ${supply(state, actions)}
    </div>
  `;
}

function summary({ choice, statistics }: PageState): string {
  const length = choice.horizon ?? statistics?.horizon;
  return [
    ...(choice.scenario === undefined ? [] : [choice.scenario]),
    ...(length === undefined ? [] : [formatDuration(length)]),
    ...(choice.seed === undefined || choice.seed === 1 ? [] : [say.seedPicked(choice.seed)]),
    ...(choice.supply === undefined
      ? []
      : [say.worstCaseOf(`${choice.supply.domain}.${choice.supply.vcpu}`)]),
    ...(choice.late === undefined ? [] : [say.lateBudgetOf(vcpuLabel(choice.late))]),
  ].join(' · ');
}

function scenario({ model, choice }: PageState, actions: Actions): TemplateResult {
  const { scenario: chosen, ...rest } = choice;
  return html`<label>${say.scenario()}
    <select .value=${live(chosen ?? '')} @change=${(event: Event) => {
      const value = fieldValue(event);
      actions.choose(value === '' ? rest : { ...rest, scenario: value });
    }}>
      <option value="" ?selected=${chosen === undefined}>${say.noScenario()}</option>
      ${(model?.scenarios ?? []).map(
        ({ name }) => html`<option value=${name} ?selected=${chosen === name}>${name}</option>`,
      )}
    </select>
  </label>`;
}

function horizon({ choice, statistics }: PageState, actions: Actions): TemplateResult {
  const { horizon: chosen, ...rest } = choice;
  const written = chosen === undefined ? '' : writeDuration(chosen);
  return html`<label>${say.runFor()}
    <input class="short" type="text" placeholder=${statistics === null ? '' : writeDuration(statistics.horizon)}
      .value=${written}
      @change=${(event: Event) => {
        const text = fieldValue(event);
        const asked = parseDuration(text);
        if (text.trim() !== '' && (asked === null || asked === 0)) {
          restoreField(event, written);
          actions.say(say.noDuration(text));
          return;
        }
        actions.choose(asked === null ? rest : { ...rest, horizon: asked });
      }}>
  </label>`;
}

function seed({ choice }: PageState, actions: Actions): TemplateResult {
  const chosen = String(choice.seed ?? 1);
  return html`<label>${say.seed()}
    <input class="tiny" type="number" min="0" max="4294967295" step="1" .value=${chosen}
      @change=${(event: Event) => {
        const asked = Number(fieldValue(event));
        if (Number.isInteger(asked) && asked >= 0 && asked < 2 ** 32)
          actions.choose({ ...choice, seed: asked });
        else {
          restoreField(event, chosen);
          actions.say(say.noSeed());
        }
      }}>
  </label>`;
}

function supply(state: PageState, actions: Actions): TemplateResult {
  const { model, choice, analysis } = state;
  const { supply: own, late: missing, ...rest } = choice;
  const vcpus = (model?.machines ?? []).flatMap(({ domains }) =>
    domains.flatMap(({ name, vcpus: each }) =>
      each.map((vcpu) => ({ domain: name, vcpu: vcpu.name })),
    ),
  );
  const told = analysis === null ? [] : lateRunsIn(analysis).map(({ vcpu }) => vcpu);
  const late = told.map((vcpu) => ({ vcpu, value: `late ${vcpuLabel(vcpu)}` }));
  const chosen =
    missing !== undefined ? `late ${vcpuLabel(missing)}` : own === undefined ? '' : vcpuLabel(own);
  return html`<label>${say.supply()}
    <select .value=${live(chosen)} @change=${(event: Event) => {
      const value = fieldValue(event);
      const vcpu = vcpus.find((each) => vcpuLabel(each) === value);
      const missed = late.find((each) => each.value === value)?.vcpu;
      actions.choose({
        ...rest,
        ...(vcpu === undefined ? {} : { supply: vcpu }),
        ...(missed === undefined ? {} : { late: missed }),
      });
    }}>
      <option value="" ?selected=${chosen === ''}>${say.asSimulated()}</option>
      ${vcpus.map(({ domain, vcpu }) => {
        const name = `${domain}.${vcpu}`;
        return html`<option value=${name} ?selected=${chosen === name}>${say.worstCaseOf(name)}</option>`;
      })}
      ${late.map(
        ({ vcpu, value }) =>
          html`<option value=${value} ?selected=${chosen === value}>${say.lateBudgetOf(vcpuLabel(vcpu))}</option>`,
      )}
    </select>
  </label>`;
}
