import { html, type TemplateResult } from 'lit-html';
import type { Actions } from '../state/actions.ts';
import { keyBindings, mouseBindings } from './keys.ts';

/** Every key and what the mouse does. */
export function help(actions: Actions): TemplateResult {
  return html`<dialog class="help" aria-label="Keys and mouse" @close=${() => actions.toggleHelp()}>
    <h2>Keys</h2>
    <dl>
      ${keyBindings.map(({ keys, does }) => html`<div><dt><kbd>${shown(keys[0] ?? '')}</kbd></dt><dd>${does}</dd></div>`)}
    </dl>
    <h2>Mouse</h2>
    <dl>
      ${mouseBindings.map(([what, does]) => html`<div><dt><kbd>${what}</kbd></dt><dd>${does}</dd></div>`)}
    </dl>
    <form method="dialog"><button>Close</button></form>
  </dialog>`;
}

function shown(key: string): string {
  if (key === 'N') return 'Shift+N';
  return key.length === 1 ? key.toUpperCase() : key.replace('Arrow', '');
}
