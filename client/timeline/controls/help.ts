import { html, type TemplateResult } from 'lit-html';
import { keysAndMouse } from '../../../messages/page/bar.ts';
import {
  close,
  keyActions,
  mouse,
  mouseActions,
  keys as sayKeys,
} from '../../../messages/page/keys.ts';
import type { Actions } from '../state/actions.ts';
import { keyBindings } from './keys.ts';

/** The help: every key and the mouse. */
export function help(actions: Actions): TemplateResult {
  return html`<dialog class="help" aria-label=${keysAndMouse()} @close=${() => actions.toggleHelp()}>
    <h2>${sayKeys()}</h2>
    <dl>
      ${keyBindings.map(({ action, keys }) => html`<div><dt><kbd>${shown(keys[0] ?? '')}</kbd></dt><dd>${keyActions[action]()}</dd></div>`)}
    </dl>
    <h2>${mouse()}</h2>
    <dl>
      ${mouseActions.map(([what, does]) => html`<div><dt><kbd>${what()}</kbd></dt><dd>${does()}</dd></div>`)}
    </dl>
    <form method="dialog"><button>${close()}</button></form>
  </dialog>`;
}

function shown(key: string): string {
  if (key === 'N') return 'Shift+N';
  return key.length === 1 ? key.toUpperCase() : key.replace('Arrow', '');
}
