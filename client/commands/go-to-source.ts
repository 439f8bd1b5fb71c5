import { commands, type Disposable } from 'vscode';
import type { TreeEntry } from '../schedulability/tree-entries.ts';
import type { Session } from '../session.ts';
import { showPlace } from '../show-place.ts';

/**
 * `Hypersched: Go to Source` goes from a row of the Schedulability view to the text of its element.
 */
export function registerGoToSource({ client }: Session): Disposable {
  return commands.registerCommand('hypersched.goToSource', async (entry?: TreeEntry) => {
    if (entry?.kind !== 'element' || entry.node.place === undefined) return;
    const { uri, range } = entry.node.place;
    await showPlace(client.protocol2CodeConverter.asUri(uri), range);
  });
}
