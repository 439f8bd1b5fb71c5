import { commands, Disposable, l10n, Uri, window } from 'vscode';
import type { Element } from '../../scheduling/model/element.ts';
import { activeFile } from '../active-file.ts';
import type { TreeEntry } from '../schedulability/tree-entries.ts';
import type { SimulatePanels } from '../simulate-panels.ts';
import type { ViewName } from '../timeline/messages.ts';

/**
 * `Hypersched: Simulate` and `Hypersched: Show Why`: open the timeline of a file beside the editor. Called from a
 * lens, a hover or a quick fix with the file's address and the element to select, from the Schedulability view with its row.
 */
export function registerSimulate(panels: SimulatePanels): Disposable {
  const open = (view: ViewName, another: boolean) => (target?: unknown, about?: unknown) => {
    const { uri, element } = subjectOf(target, about);
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

interface Subject {
  readonly uri: Uri | undefined;
  readonly element?: Element;
}

/** What a command was called for: the second argument is an element only where the first is an address. */
function subjectOf(target: unknown, about: unknown): Subject {
  if (isEntry(target)) {
    const uri = Uri.parse(target.uri);
    return target.kind === 'element' ? { uri, element: target.node.element } : { uri };
  }
  const uri = target instanceof Uri ? target : typeof target === 'string' ? Uri.parse(target) : undefined;
  return uri !== undefined && isElement(about) ? { uri, element: about } : { uri: uri ?? activeFile()?.uri };
}

function isEntry(target: unknown): target is TreeEntry {
  if (typeof target !== 'object' || target === null || !('kind' in target)) return false;
  return target.kind === 'file' || target.kind === 'element';
}

/** A menu of VS Code gives as second argument whatever it likes. */
function isElement(about: unknown): about is Element {
  return typeof about === 'object' && about !== null && 'kind' in about;
}
