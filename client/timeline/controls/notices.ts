import { html, nothing, type TemplateResult } from 'lit-html';
import type { Actions } from '../state/actions.ts';
import type { PageState } from '../state/page-state.ts';

/** Below the bar: how far a long run is, and what is wrong. */
export function notices(
  { progress, failure, errors, unavailable }: PageState,
  actions: Actions,
): TemplateResult {
  return html`
    ${
      progress === null
        ? nothing
        : html`<div class="progress">
      <progress max="1" .value=${progress} aria-label="Simulation"></progress>
      <span>${Math.floor(progress * 100)} %</span>
      <button @click=${() => actions.stop()}>Stop</button>
    </div>`
    }
    ${failure === null ? nothing : html`<p class="message" role="alert">${failure}</p>`}
    ${unavailable === null ? nothing : html`<p class="message" role="alert">${unavailable}</p>`}
    ${errors === 0 ? nothing : html`<p class="message">The text has ${errors === 1 ? 'an error' : `${errors} errors`}: what it says there is not in this run.</p>`}
  `;
}
