import { html, nothing, type TemplateResult } from 'lit-html';
import { dismiss } from '../../../messages/page/edges.ts';
import {
  cancelExport,
  exportIsMade,
  exportTitles,
  exportWaitsForRun,
  exportWaitsForVerdict,
} from '../../../messages/page/exports.ts';
import { errorsInText, simulation, stop } from '../../../messages/page/notices.ts';
import { startAgain } from '../../../messages/page/simulator.ts';
import type { Actions } from '../state/actions.ts';
import type { Exporting } from '../state/exporting.ts';
import type { PageState } from '../state/page-state.ts';

/** The notices below the bar: the progress of a long run and of an export, and errors. */
export function notices(
  { progress, exporting, lost, failure, errors, unavailable, statistics, ...state }: PageState,
  actions: Actions,
): TemplateResult {
  return html`
    ${
      progress === null
        ? nothing
        : html`<div class="progress">
      <progress max="1" .value=${progress} aria-label=${simulation()}></progress>
      <span>${Math.floor(progress * 100)} %</span>
      <button @click=${() => actions.stop()}>${stop()}</button>
    </div>`
    }
    ${exporting === null ? nothing : exportProgress(exporting, actions)}
    ${
      lost === null
        ? nothing
        : html`<p class="message" role="alert">${lost.words}
      <button @click=${() => actions.startAgain()}>${startAgain()}</button></p>`
    }
    ${
      failure === null
        ? nothing
        : html`<p class="message" role="alert">${failure}
      <button @click=${() => actions.dismiss()}>${dismiss()}</button></p>`
    }
    ${unavailable === null ? nothing : html`<p class="message" role="alert">${unavailable}</p>`}
    ${errors === 0 ? nothing : html`<p class="message">${errorsInText(errors)}</p>`}
    ${state.isRecorded || state.choice.late !== undefined || allRefused(statistics) ? statistics?.notes.map((note) => html`<p class="message">${note}</p>`) : nothing}
  `;
}

/** Whether nothing ran, since every step of the scenario was refused. */
function allRefused(statistics: PageState['statistics']): boolean {
  const steps = statistics?.scenario ?? [];
  return steps.length > 0 && steps.every(({ admitted }) => !admitted);
}

const stageWords: Readonly<Record<Exporting['stage'], (what: string) => string>> = {
  run: exportWaitsForRun,
  verdict: exportWaitsForVerdict,
  making: exportIsMade,
};

function exportProgress({ kind, stage, share }: Exporting, actions: Actions): TemplateResult {
  const words = stageWords[stage](exportTitles[kind]());
  return html`<div class="progress" role="status">
    ${
      share === null
        ? html`<progress aria-label=${words}></progress>`
        : html`<progress max="1" .value=${share} aria-label=${words}></progress>`
    }
    <span>${words}</span>
    <button @click=${() => actions.cancelExport()}>${cancelExport()}</button>
  </div>`;
}
