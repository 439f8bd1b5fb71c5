import { svg, type TemplateResult } from 'lit-html';

/** Small drawings on buttons, in the color of their text. The button's name says its action. */
const icon = (path: string): TemplateResult =>
  svg`<svg class="icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><path d=${path}></path></svg>` as TemplateResult;

/** Shows an arrow out of a tray. */
export const exportIcon = icon('M8 10V2M5 5l3-3 3 3M2.5 9.5v4h11v-4');
/** Shows two sliders. */
export const knobsIcon = icon('M2 5h6M12 5h2M2 11h2M8 11h6M10 3v4M6 9v4');
export const copyIcon = icon('M5.5 5.5h7v8h-7zM3.5 10.5v-8h7');
export const helpIcon = icon('M5.5 6a2.5 2.5 0 1 1 3.6 2.2c-.7.4-1.1.8-1.1 1.6M8 12v1');
