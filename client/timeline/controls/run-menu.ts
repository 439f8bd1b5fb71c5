import { html, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { formatDuration, writeDuration } from '../../../scheduling/text/duration.ts';
import type { Actions } from '../state/actions.ts';
import type { PageState } from '../state/page-state.ts';
import { fieldValue, restoreField } from './field.ts';
import { parseDuration } from './parse-duration.ts';

/**
 * What is run: scenario, horizon, seed, supply. In a row of its own fields where the page is wide,
 * else behind a button that says what was picked.
 */
export function runMenu(state: PageState, actions: Actions): TemplateResult {
  const picked = summary(state);
  return html`
    <button class="quiet run-button" aria-label="Run: ${picked}" title="Scenario, horizon, seed and supply" popovertarget="run-menu">
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
    ...(choice.seed === undefined || choice.seed === 1 ? [] : [`seed ${choice.seed}`]),
    ...(choice.supply === undefined
      ? []
      : [`worst case of ${choice.supply.domain}.${choice.supply.vcpu}`]),
  ].join(' · ');
}

function scenario({ model, choice }: PageState, actions: Actions): TemplateResult {
  const { scenario: chosen, ...rest } = choice;
  return html`<label>Scenario
    <select .value=${live(chosen ?? '')} @change=${(event: Event) => {
      const value = fieldValue(event);
      actions.choose(value === '' ? rest : { ...rest, scenario: value });
    }}>
      <option value="" ?selected=${chosen === undefined}>none</option>
      ${(model?.scenarios ?? []).map(
        ({ name }) => html`<option value=${name} ?selected=${chosen === name}>${name}</option>`,
      )}
    </select>
  </label>`;
}

function horizon({ choice, statistics }: PageState, actions: Actions): TemplateResult {
  const { horizon: chosen, ...rest } = choice;
  const written = chosen === undefined ? '' : writeDuration(chosen);
  return html`<label>Run for
    <input class="short" type="text" placeholder=${statistics === null ? '' : writeDuration(statistics.horizon)}
      .value=${written}
      @change=${(event: Event) => {
        const text = fieldValue(event);
        const asked = parseDuration(text);
        if (text.trim() !== '' && (asked === null || asked === 0)) {
          restoreField(event, written);
          actions.say(`"${text}" is not a duration such as 2s or 500ms.`);
          return;
        }
        actions.choose(asked === null ? rest : { ...rest, horizon: asked });
      }}>
  </label>`;
}

function seed({ choice }: PageState, actions: Actions): TemplateResult {
  const chosen = String(choice.seed ?? 1);
  return html`<label>Seed
    <input class="tiny" type="number" min="0" max="4294967295" step="1" .value=${chosen}
      @change=${(event: Event) => {
        const asked = Number(fieldValue(event));
        if (Number.isInteger(asked) && asked >= 0 && asked < 2 ** 32)
          actions.choose({ ...choice, seed: asked });
        else {
          restoreField(event, chosen);
          actions.say('A seed is a whole number below 2^32.');
        }
      }}>
  </label>`;
}

function supply({ model, choice }: PageState, actions: Actions): TemplateResult {
  const { supply: own, ...rest } = choice;
  const vcpus = (model?.machines ?? []).flatMap(({ domains }) =>
    domains.flatMap(({ name, vcpus: each }) =>
      each.map((vcpu) => ({ domain: name, vcpu: vcpu.name })),
    ),
  );
  const chosen = own === undefined ? '' : `${own.domain}.${own.vcpu}`;
  return html`<label>Supply
    <select .value=${live(chosen)} @change=${(event: Event) => {
      const vcpu = vcpus.find((each) => `${each.domain}.${each.vcpu}` === fieldValue(event));
      actions.choose(vcpu === undefined ? rest : { ...rest, supply: vcpu });
    }}>
      <option value="" ?selected=${chosen === ''}>as simulated</option>
      ${vcpus.map(({ domain, vcpu }) => {
        const name = `${domain}.${vcpu}`;
        return html`<option value=${name} ?selected=${chosen === name}>worst case of ${name}</option>`;
      })}
    </select>
  </label>`;
}
