import { html, render, type TemplateResult } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import { legendTitle, markerWords, paintWords } from '../../../messages/page/legend.ts';
import { paint } from '../drawing/look/paint.ts';
import type { Theme } from '../drawing/look/theme.ts';
import { CanvasPen } from '../drawing/pens/canvas-pen.ts';
import { drawMarkers } from '../drawing/shapes/marker-shapes.ts';
import type { MarkerKind } from '../drawing/shapes/markers.ts';

const paints = ['run', 'switch', 'taskSwitch', 'spin', 'waiting', 'starved'] as const;

const markers: readonly MarkerKind[] = [
  'release',
  'deadline',
  'complete',
  'miss',
  'replenish',
  'exhaust',
];

/** The meaning of colors and shapes. */
export function legend(theme: Theme): TemplateResult {
  const draw = (details: Element | undefined) => {
    // A canvas costs time, so a closed legend has none.
    if (!(details instanceof HTMLDetailsElement) || !details.open) return;
    const box = details.querySelector<HTMLElement>('.entries');
    if (box !== null) render(entries(), box);
    for (const canvas of details.querySelectorAll('canvas')) drawEntry(canvas, theme);
  };
  return html`<details class="legend" ${ref(draw)} @toggle=${({ currentTarget }: Event) => draw(currentTarget instanceof Element ? currentTarget : undefined)}>
    <summary>${legendTitle()}</summary>
    <div class="entries"></div>
  </details>`;
}

const entries = (): TemplateResult => html`
  ${paints.map((name) => html`<span><canvas width="12" height="12" aria-hidden="true" data-paint=${paint[name]}></canvas>${paintWords[name]()}</span>`)}
  ${markers.map((kind) => html`<span><canvas width="16" height="20" aria-hidden="true" data-marker=${kind}></canvas>${markerWords[kind]()}</span>`)}
`;

function drawEntry(canvas: HTMLCanvasElement, theme: Theme): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const { width, height } = canvas;
  context.clearRect(0, 0, width, height);
  const pen = new CanvasPen(context, 1, theme.font);
  const kind = markers.find((each) => each === canvas.dataset.marker);
  if (kind !== undefined) drawMarkers[kind](pen, theme, [width / 2], 0, height);
  else {
    const color = theme.paints[Number(canvas.dataset.paint)] ?? theme.text;
    pen.rectangle({ x: 0, y: 0, width, height }, color);
  }
}
