import { commands, Disposable, Uri, window } from 'vscode';
import { openToSimulate } from '../../messages/client/commands.ts';
import type { Element } from '../../scheduling/model/element.ts';
import { DescribeSystem } from '../../server/protocol.ts';
import { activeFile } from '../active-file.ts';
import { givenFile } from '../dialogs/given-file.ts';
import { elementAt } from '../element-at.ts';
import type { TreeEntry } from '../schedulability/tree-entries.ts';
import { type Session, serverAnswers } from '../session.ts';
import type { SimulatePanels } from '../simulate/simulate-panels.ts';
import type { ViewName } from '../timeline/messages.ts';

/**
 * `Hypersched: Simulate` and `Hypersched: Show Why` open the timeline of a file beside the editor.
 * Lenses, hovers and quick fixes pass the file's address and the element to select; the
 * Schedulability view passes its row.
 */
export function registerSimulate(panels: SimulatePanels, session: Session): Disposable {
  const open = (view: ViewName, another: boolean) => async (target?: unknown, about?: unknown) => {
    const subject = subjectOf(target, about);
    const { uri } = subject;
    if (uri === undefined) {
      void window.showInformationMessage(openToSimulate());
      return;
    }
    const element =
      subject.element ?? (view === 'why' ? await elementAtCursor(uri, session) : undefined);
    panels.open(uri, { view, ...(element === undefined ? {} : { element }) }, another);
  };
  return Disposable.from(
    commands.registerCommand('hypersched.simulate', open('timeline', false)),
    commands.registerCommand('hypersched.simulateInNewPanel', open('timeline', true)),
    commands.registerCommand('hypersched.showWhy', open('why', false)),
  );
}

/** The element at the cursor, where the file is in the active editor. */
async function elementAtCursor(uri: Uri, session: Session): Promise<Element | undefined> {
  const editor = window.activeTextEditor;
  if (editor?.document.uri.toString() !== uri.toString() || !(await serverAnswers(session)))
    return undefined;
  const { client } = session;
  const asked = client.code2ProtocolConverter.asUri(uri);
  const system = await client.sendRequest(DescribeSystem.type, { uri: asked });
  const here = system?.places.filter((place) => Uri.parse(place.uri).toString() === uri.toString());
  return elementAt(here ?? [], editor.selection.active);
}

interface Subject {
  readonly uri: Uri | undefined;
  readonly element?: Element;
}

/**
 * The subject of a command's call. The second argument is an element only where the first is an
 * address.
 */
function subjectOf(target: unknown, about: unknown): Subject {
  if (isEntry(target)) {
    const uri = Uri.parse(target.uri);
    return target.kind === 'element' ? { uri, element: target.node.element } : { uri };
  }
  const uri = givenFile(target);
  return uri !== undefined && isElement(about)
    ? { uri, element: about }
    : { uri: uri ?? activeFile()?.uri };
}

function isEntry(target: unknown): target is TreeEntry {
  if (typeof target !== 'object' || target === null || !('kind' in target)) return false;
  return target.kind === 'file' || target.kind === 'element';
}

/** VS Code's menus pass arbitrary second arguments. */
function isElement(about: unknown): about is Element {
  return typeof about === 'object' && about !== null && 'kind' in about;
}
