import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { writeDuration } from '../../../scheduling/text/duration.ts';
import { exportKinds } from '../export/export-kind.ts';
import { type ViewName, viewNames } from '../messages.ts';
import type { PageState } from '../state/page-state.ts';
import type { Actions } from './actions.ts';
import { fieldValue, restoreField } from './field.ts';
import { parseDuration } from './parse-duration.ts';

const tabLabels: Readonly<Record<ViewName, string>> = {
  timeline: 'Timeline',
  why: 'Why',
  numbers: 'Numbers',
};

/** The bar: what is shown, what is run, and what comes of it. */
export function bar(state: PageState, actions: Actions): TemplateResult {
  return html`
    <header class="bar">
      <div class="tabs" role="tablist" aria-label="View">
        ${viewNames.map(
          (name) => html`<button
            role="tab"
            id="tab-${name}"
            aria-controls="panel"
            aria-selected=${state.tab === name}
            tabindex=${state.tab === name ? 0 : -1}
            @click=${() => actions.show(name)}
            @keydown=${(event: KeyboardEvent) => moveTab(event, name, actions)}
          >${tabLabels[name]}</button>`,
        )}
      </div>
      ${choices(state, actions)}
      <span class="spring"></span>
      ${misses(state, actions)}
      <button aria-pressed=${state.knobs} @click=${() => actions.toggleKnobs()}>What if</button>
      <select aria-label="Export" @change=${(event: Event) => exportChosen(event, actions)}>
        <option value="">Export…</option>
        ${exportKinds.map(({ kind, label }) => html`<option value=${kind}>${label}</option>`)}
      </select>
      <button aria-label="Keys and mouse" title="Keys and mouse (?)" aria-expanded=${state.help} @click=${() => actions.toggleHelp()}>?</button>
    </header>
    ${progress(state, actions)}
  `;
}

function choices({ model, choice, statistics }: PageState, actions: Actions): TemplateResult {
  const { scenario, horizon, seed, supply } = choice;
  const vcpus = (model?.machines ?? []).flatMap(({ domains }) =>
    domains.flatMap(({ name, vcpus: own }) => own.map((vcpu) => ({ domain: name, vcpu: vcpu.name }))),
  );
  const chosen = supply === undefined ? '' : `${supply.domain}.${supply.vcpu}`;
  return html`
    <label>Scenario
      <select .value=${live(scenario ?? '')} @change=${(event: Event) => {
        const { scenario: _, ...rest } = choice;
        const value = fieldValue(event);
        actions.choose(value === '' ? rest : { ...rest, scenario: value });
      }}>
        <option value="" ?selected=${scenario === undefined}>none</option>
        ${(model?.scenarios ?? []).map(
          ({ name }) => html`<option value=${name} ?selected=${scenario === name}>${name}</option>`,
        )}
      </select>
    </label>
    <label>Run for
      <input class="short" type="text" placeholder=${statistics === null ? '' : writeDuration(statistics.horizon)}
        .value=${horizon === undefined ? '' : writeDuration(horizon)}
        @change=${(event: Event) => {
          const { horizon: _, ...rest } = choice;
          const text = fieldValue(event);
          const asked = parseDuration(text);
          if (text.trim() !== '' && (asked === null || asked === 0)) {
            restoreField(event, horizon === undefined ? '' : writeDuration(horizon));
            actions.say(`"${text}" is not a duration such as 2s or 500ms.`);
            return;
          }
          actions.choose(asked === null ? rest : { ...rest, horizon: asked });
        }}>
    </label>
    <label>Seed
      <input class="tiny" type="number" min="0" max="4294967295" step="1" .value=${String(seed ?? 1)}
        @change=${(event: Event) => {
          const asked = Number(fieldValue(event));
          if (Number.isInteger(asked) && asked >= 0 && asked < 2 ** 32)
            actions.choose({ ...choice, seed: asked });
          else {
            restoreField(event, String(seed ?? 1));
            actions.say('A seed is a whole number below 2^32.');
          }
        }}>
    </label>
    <label>Supply
      <select .value=${live(chosen)} @change=${(event: Event) => {
        const { supply: _, ...rest } = choice;
        const vcpu = vcpus.find((each) => `${each.domain}.${each.vcpu}` === fieldValue(event));
        actions.choose(vcpu === undefined ? rest : { ...rest, supply: vcpu });
      }}>
        <option value="" ?selected=${chosen === ''}>as simulated</option>
        ${vcpus.map(({ domain, vcpu }) => {
          const name = `${domain}.${vcpu}`;
          return html`<option value=${name} ?selected=${chosen === name}>worst case of ${name}</option>`;
        })}
      </select>
    </label>
  `;
}

function misses({ data }: PageState, actions: Actions): TemplateResult | typeof nothing {
  if (data === null) return nothing;
  const count = data.misses.length;
  if (count === 0) return html`<span class="calm" role="status">no miss</span>`;
  return html`<button class="alarm" title="Next missed deadline (N)" @click=${() => actions.nextMiss(true)}>
    ${count} ${count === 1 ? 'miss' : 'misses'} ▸
  </button>`;
}

function progress(
  { progress: share, failure, errors, unavailable }: PageState,
  actions: Actions,
): TemplateResult {
  return html`
    ${
      share === null
        ? nothing
        : html`<div class="progress">
      <progress max="1" .value=${share} aria-label="Simulation"></progress>
      <span>${Math.floor(share * 100)} %</span>
      <button @click=${() => actions.stop()}>Stop</button>
    </div>`
    }
    ${failure === null ? nothing : html`<p class="message" role="alert">${failure}</p>`}
    ${unavailable === null ? nothing : html`<p class="message" role="alert">${unavailable}</p>`}
    ${errors === 0 ? nothing : html`<p class="message">The text has ${errors === 1 ? 'an error' : `${errors} errors`}: what it says there is not in this run.</p>`}
  `;
}

function moveTab({ key }: KeyboardEvent, name: ViewName, actions: Actions): void {
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return;
  const next = viewNames[(viewNames.indexOf(name) + step + viewNames.length) % viewNames.length] ?? name;
  actions.show(next);
  document.getElementById(`tab-${next}`)?.focus();
}

function exportChosen(event: Event, actions: Actions): void {
  const kind = exportKinds.find((each) => each.kind === fieldValue(event))?.kind;
  if (event.target instanceof HTMLSelectElement) event.target.value = '';
  if (kind !== undefined) actions.exportAs(kind);
}
