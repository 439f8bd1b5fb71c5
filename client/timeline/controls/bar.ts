import { html, nothing, type TemplateResult } from 'lit-html';
import { type ViewName, viewNames } from '../messages.ts';
import type { Actions } from '../state/actions.ts';
import { exportKinds, labelOf } from '../state/export-kind.ts';
import type { PageState } from '../state/page-state.ts';
import { exportIcon, helpIcon, knobsIcon } from './icons.ts';
import { notices } from './notices.ts';
import { runMenu } from './run-menu.ts';

const tabLabels: Readonly<Record<ViewName, string>> = {
  timeline: 'Timeline',
  why: 'Why',
  numbers: 'Numbers',
};

/**
 * The bar: what is shown, what is run, and what comes of it. One row: what does not fit is in
 * menus.
 */
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
          >${tabLabels[name]}${name === 'why' ? concern(state) : nothing}</button>`,
        )}
      </div>
      ${runMenu(state, actions)}
      <span class="spring"></span>
      ${misses(state, actions)}
      <button class="quiet what-if" aria-label="What if" title="What if: turn budgets, periods and wcets" aria-pressed=${state.knobs}
        @click=${() => actions.toggleKnobs()}>${knobsIcon}<span class="word">What if</span></button>
      <button class="quiet" aria-label="Export" title="Export" popovertarget="export-menu">${exportIcon}</button>
      <div id="export-menu" class="menu" popover>
        ${exportKinds.map(
          (
            kind,
          ) => html`<button class="quiet" popovertarget="export-menu" popovertargetaction="hide"
            @click=${() => actions.exportAs(kind)}>${labelOf(kind)}</button>`,
        )}
      </div>
      <button class="quiet" aria-label="Keys and mouse" title="Keys and mouse (?)" aria-expanded=${state.help}
        @click=${() => actions.toggleHelp()}>${helpIcon}</button>
    </header>
    ${notices(state, actions)}
  `;
}

/** That there is something to ask about. */
function concern({ analysis }: PageState): TemplateResult | typeof nothing {
  const kinds = (analysis?.domains ?? []).flatMap(({ vcpus }) =>
    vcpus.map(({ verdict }) => verdict.kind),
  );
  const failing = kinds.filter((kind) => kind === 'unschedulable').length;
  if (failing === 0) return nothing;
  const words = `${failing} ${failing === 1 ? 'VCPU' : 'VCPUs'} not schedulable`;
  return html`<span class="badge" title=${words} aria-label=${words}>${failing}</span>`;
}

function misses({ data }: PageState, actions: Actions): TemplateResult | typeof nothing {
  if (data === null) return nothing;
  const count = data.misses.length;
  if (count === 0) {
    return html`<span class="calm" role="status" title="No deadline is missed in this run. A run alone proves nothing: see Why and Numbers.">no miss</span>`;
  }
  return html`<button class="alarm" title="Next missed deadline (N)" @click=${() => actions.nextMiss(true)}>
    ${count} ${count === 1 ? 'miss' : 'misses'} ▸
  </button>`;
}

function moveTab({ key }: KeyboardEvent, name: ViewName, actions: Actions): void {
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return;
  const next =
    viewNames[(viewNames.indexOf(name) + step + viewNames.length) % viewNames.length] ?? name;
  actions.show(next);
  document.getElementById(`tab-${next}`)?.focus();
}
