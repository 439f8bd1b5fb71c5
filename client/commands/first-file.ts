import { commands, Disposable, Uri, window, workspace } from 'vscode';
import { openAnExample, opensUnsaved } from '../../messages/client/commands.ts';
import { exampleAbout } from '../../messages/client/examples.ts';
import { openNew } from '../dialogs/open-new.ts';
import { examples } from '../examples.ts';
import { firstFileBody } from './first-file-body.ts';

/**
 * `Hypersched: Open an Example` and `Hypersched: New File` open a first file. It is unsaved, so
 * nothing is written before a person wants to keep it.
 */
export function registerFirstFile(extension: Uri): Disposable {
  return Disposable.from(
    commands.registerCommand('hypersched.openExample', (file?: unknown) =>
      openExample(extension, file),
    ),
    commands.registerCommand('hypersched.newFile', () => newFile(extension)),
  );
}

async function openExample(extension: Uri, wanted: unknown): Promise<void> {
  const named = examples.find((example) => example === wanted);
  const chosen =
    named ??
    (
      await window.showQuickPick(
        examples.map((example) => ({ label: example, detail: exampleAbout[example](), example })),
        {
          title: openAnExample(),
          placeHolder: opensUnsaved(),
        },
      )
    )?.example;
  if (chosen === undefined) return;
  const bytes = await workspace.fs.readFile(Uri.joinPath(extension, 'examples', chosen));
  await openNew(new TextDecoder().decode(bytes));
}

async function newFile(extension: Uri): Promise<void> {
  const file = Uri.joinPath(extension, 'snippets', 'hypersched.json');
  const snippet = firstFileBody(new TextDecoder().decode(await workspace.fs.readFile(file)));
  await openNew('');
  await commands.executeCommand('editor.action.insertSnippet', { snippet });
}
