import { commands, Disposable, l10n, Uri, window } from 'vscode';
import type { Element } from '../../scheduling/model/element.ts';
import type { SimulatePanels } from '../simulate-panels.ts';
import type { ViewName } from '../timeline/messages.ts';

/**
 * `Hypersched: Simulate` and `Hypersched: Show Why`: open the timeline of a file beside the editor. Called from a
 * lens or a diagnostic with the file's address and the element to select.
 */
export function registerSimulate(panels: SimulatePanels): Disposable {
  const open = (view: ViewName, another: boolean) => (target?: unknown, element?: Element) => {
    const uri = addressOf(target) ?? activeFile();
    if (uri === undefined) {
      void window.showInformationMessage(l10n.t('Open a .hsched file to simulate it.'));
      return;
    }
    panels.open(uri, { view, ...(element === undefined ? {} : { element }) }, another);
  };
  return Disposable.from(
    commands.registerCommand('hypersched.simulate', open('timeline', false)),
    commands.registerCommand('hypersched.simulateInNewPanel', open('timeline', true)),
    commands.registerCommand('hypersched.showWhy', open('why', false)),
  );
}

function addressOf(target: unknown): Uri | undefined {
  if (target instanceof Uri) return target;
  return typeof target === 'string' ? Uri.parse(target) : undefined;
}

function activeFile(): Uri | undefined {
  const document = window.activeTextEditor?.document;
  return document?.languageId === 'hypersched' ? document.uri : undefined;
}
