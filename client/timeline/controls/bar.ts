import { html, nothing, type TemplateResult } from 'lit-html';
import { formatsOf } from '../../../formats/formats.ts';
import {
  exportTitle,
  keysAndMouse,
  keysAndMouseTip,
  nextMissTip,
  noMiss,
  noMissTip,
  notSchedulable,
  misses as sayMisses,
  view,
  viewTitles,
  whatIf,
  whatIfTip,
} from '../../../messages/page/bar.ts';
import { exportTitles } from '../../../messages/page/exports.ts';
import { type ViewName, viewNames } from '../messages.ts';
import type { Actions } from '../state/actions.ts';
import { exportKinds } from '../state/export-kind.ts';
import type { PageState } from '../state/page-state.ts';
import { compareMenu } from './compare-menu.ts';
import { exportIcon, helpIcon, knobsIcon } from './icons.ts';
import { notices } from './notices.ts';
import { runMenu } from './run-menu.ts';

/** The bar: the view, the run and its results. It is one row; menus hold the rest. */
export function bar(state: PageState, actions: Actions): TemplateResult {
  return html`
    <header class="bar">
      <div class="tabs" role="tablist" aria-label=${view()}>
        ${(state.isRecorded ? viewsOfWrittenRuns : viewNames).map(
          (name) => html`<button
            role="tab"
            id="tab-${name}"
            aria-controls="panel"
            aria-selected=${state.tab === name}
            tabindex=${state.tab === name ? 0 : -1}
            @click=${() => actions.show(name)}
            @keydown=${(event: KeyboardEvent) => moveTab(event, name, actions)}
          >${viewTitles[name]()}${name === 'why' ? concern(state) : nothing}</button>`,
        )}
      </div>
      ${state.isRecorded ? compareMenu(state, actions) : runMenu(state, actions)}
      <span class="spring"></span>
      ${misses(state, actions)}
      ${state.isRecorded ? nothing : whatIfButton(state, actions)}
      <button class="quiet" aria-label=${exportTitle()} title=${exportTitle()} popovertarget="export-menu">${exportIcon}</button>
      <div id="export-menu" class="menu" popover>
        ${(state.isRecorded ? formatsOf('view') : exportKinds).map(
          (
            kind,
          ) => html`<button class="quiet" popovertarget="export-menu" popovertargetaction="hide"
            @click=${() => actions.exportAs(kind)}>${exportTitles[kind]()}</button>`,
        )}
      </div>
      <button class="quiet" aria-label=${keysAndMouse()} title=${keysAndMouseTip()} aria-expanded=${state.help}
        @click=${() => actions.toggleHelp()}>${helpIcon}</button>
    </header>
    ${notices(state, actions)}
  `;
}

/** Nothing is proven of a written run. */
const viewsOfWrittenRuns: readonly ViewName[] = ['timeline', 'numbers'];

function whatIfButton({ knobs }: PageState, actions: Actions): TemplateResult {
  return html`<button class="quiet what-if" aria-label=${whatIf()} title=${whatIfTip()} aria-pressed=${knobs}
    @click=${() => actions.toggleKnobs()}>${knobsIcon}<span class="word">${whatIf()}</span></button>`;
}

/** The badge with the number of failing VCPUs. */
function concern({ analysis }: PageState): TemplateResult | typeof nothing {
  const kinds = (analysis?.domains ?? []).flatMap(({ vcpus }) =>
    vcpus.map(({ verdict }) => verdict.kind),
  );
  const failing = kinds.filter((kind) => kind === 'unschedulable').length;
  if (failing === 0) return nothing;
  const words = notSchedulable(failing);
  return html`<span class="badge" title=${words} aria-label=${words}>${failing}</span>`;
}

function misses({ data }: PageState, actions: Actions): TemplateResult | typeof nothing {
  if (data === null) return nothing;
  const count = data.misses.length;
  if (count === 0) {
    return html`<span class="calm" role="status" title=${noMissTip()}>${noMiss()}</span>`;
  }
  return html`<button class="alarm" title=${nextMissTip()} @click=${() => actions.nextMiss(true)}>
    ${sayMisses(count)}
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
