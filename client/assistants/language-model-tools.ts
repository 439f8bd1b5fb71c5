import { dirname, isAbsolute } from 'node:path';
import {
  type CancellationToken,
  Disposable,
  LanguageModelTextPart,
  LanguageModelToolResult,
  lm,
  Uri,
  workspace,
} from 'vscode';
import { callTool } from '../../assistants/call-tool.ts';
import { commandRunner } from '../../assistants/run-command.ts';
import type { Inputs, Tool } from '../../assistants/tool.ts';
import { tools } from '../../assistants/tools.ts';
import { askingTool } from '../../messages/client/assistants.ts';

/** The prefix of the tools' names among those of other extensions. */
const prefix = 'hypersched_';

/** The tools for assistants, for the language models of this editor. */
export function registerLanguageModelTools(extension: Uri, command: string): Disposable {
  return Disposable.from(
    ...tools.map((tool) =>
      lm.registerTool<Inputs>(`${prefix}${tool.name}`, {
        prepareInvocation: () => ({ invocationMessage: askingTool(tool.title) }),
        invoke: ({ input }, token) => invoke(tool, input, { extension, command }, token),
      }),
    ),
  );
}

interface Places {
  readonly extension: Uri;
  readonly command: string;
}

async function invoke(
  { name }: Tool,
  input: Inputs,
  { extension, command }: Places,
  token: CancellationToken,
): Promise<LanguageModelToolResult> {
  const { inputs, folder } = withOpenText(input);
  const run = commandRunner({
    command,
    folder,
    isCanceled: (onCancel) => token.onCancellationRequested(onCancel),
  });
  const { text } = await callTool(name, inputs, { run, packageFolder: extension.fsPath });
  return new LanguageModelToolResult([new LanguageModelTextPart(text)]);
}

/** The inputs, with the text of a file that has unsaved changes in the editor. */
function withOpenText(input: Inputs): { readonly inputs: Inputs; readonly folder: string } {
  const [root] = workspace.workspaceFolders ?? [];
  const base = root?.uri.fsPath ?? process.cwd();
  const { file, ...others } = input;
  if (typeof file !== 'string') return { inputs: input, folder: base };
  const uri =
    root === undefined || isAbsolute(file) ? Uri.file(file) : Uri.joinPath(root.uri, file);
  const open = workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  if (open?.isDirty !== true) return { inputs: { ...input, file: uri.fsPath }, folder: base };
  // Imports stay relative to the file, since the text is read in its folder.
  return { inputs: { ...others, text: open.getText() }, folder: dirname(uri.fsPath) };
}
