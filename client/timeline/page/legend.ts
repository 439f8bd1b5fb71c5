import { html, type TemplateResult } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import { drawMarker } from '../drawing/marker-shapes.ts';
import { paint } from '../drawing/paint.ts';
import type { Theme } from '../drawing/theme.ts';
import type { MarkerKind } from '../lanes/lane-content.ts';
import { markerWords } from '../lanes/slice-text.ts';

const paints: readonly (readonly [paint: number, words: string])[] = [
  [paint.run, 'execution'],
  [paint.switch, 'overhead'],
  [paint.taskSwitch, 'task switch'],
  [paint.spin, 'on its core, no task'],
  [paint.waiting, 'waits for a task'],
  [paint.starved, 'blocked by supply'],
];

const markers: readonly MarkerKind[] = ['release', 'deadline', 'complete', 'miss', 'replenish', 'exhaust'];

/** What colours and shapes mean. */
export function legend(theme: Theme): TemplateResult {
  return html`<details class="legend">
    <summary>Legend</summary>
    <div class="entries">
      ${paints.map(([index, words]) => html`<span><canvas width="12" height="12" aria-hidden="true" ${ref((element) => fill(element, theme, index))}></canvas>${words}</span>`)}
      ${markers.map((kind) => html`<span><canvas width="16" height="20" aria-hidden="true" ${ref((element) => mark(element, theme, kind))}></canvas>${markerWords[kind]}</span>`)}
    </div>
  </details>`;
}

function fill(element: Element | undefined, { paints: colours }: Theme, index: number): void {
  const context = element instanceof HTMLCanvasElement ? element.getContext('2d') : null;
  if (context === null) return;
  context.fillStyle = colours[index] ?? '';
  context.fillRect(0, 0, 12, 12);
}

function mark(element: Element | undefined, theme: Theme, kind: MarkerKind): void {
  const context = element instanceof HTMLCanvasElement ? element.getContext('2d') : null;
  if (context === null) return;
  context.clearRect(0, 0, 16, 20);
  drawMarker[kind](context, theme, 8, 0, 20);
}
