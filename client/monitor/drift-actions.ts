import {
  CodeAction,
  CodeActionKind,
  type CodeActionProvider,
  commands,
  Disposable,
  env,
  languages,
  type Range,
  type TextDocument,
  WorkspaceEdit,
  window,
} from 'vscode';
import {
  copiedForDom0,
  copyForDom0,
  takeAwayAsThere,
  writeAsThere,
} from '../../messages/client/monitor.ts';
import type { ReportedFix } from './host-report.ts';
import { type MonitorDiagnostics, rangeOf, type ShownDrift } from './monitor-diagnostics.ts';

/** The command behind an action that copies. It is no command for people. */
const copyCommand = 'hypersched.monitor.copy';

/**
 * Quick fixes for differences between a host and a file: what the host has is written into the
 * file, or the command is copied that sets the host. Nothing is run on the host.
 */
export function registerDriftActions(diagnostics: MonitorDiagnostics): Disposable {
  const provider: CodeActionProvider = {
    provideCodeActions: (document, range) =>
      diagnostics
        .driftsIn(document.uri)
        .filter(({ diagnostic }) => diagnostic.range.intersection(range) !== undefined)
        .flatMap((shown) => actionsFor(shown, document)),
  };
  return Disposable.from(
    languages.registerCodeActionsProvider({ language: 'hypersched' }, provider, {
      providedCodeActionKinds: [CodeActionKind.QuickFix],
    }),
    commands.registerCommand(copyCommand, async (command: string) => {
      await env.clipboard.writeText(command);
      void window.showInformationMessage(copiedForDom0());
    }),
  );
}

function actionsFor({ drift, diagnostic }: ShownDrift, document: TextDocument): CodeAction[] {
  const { fix, command } = drift;
  const actions: CodeAction[] = [];
  const edit = fix === null ? null : editOf(fix, document);
  if (fix !== null && edit !== null) {
    const title = fix.removes ? takeAwayAsThere(fix.words) : writeAsThere(fix.words);
    const action = new CodeAction(title, CodeActionKind.QuickFix);
    action.edit = edit;
    actions.push(action);
  }
  if (command !== null) {
    const action = new CodeAction(copyForDom0(command), CodeActionKind.QuickFix);
    action.command = { command: copyCommand, title: action.title, arguments: [command] };
    actions.push(action);
  }
  for (const action of actions) action.diagnostics = [diagnostic];
  return actions;
}

/** The edit; `null` where the text is not the one that the host was held against. */
function editOf({ edits }: ReportedFix, document: TextDocument): WorkspaceEdit | null {
  const edit = new WorkspaceEdit();
  for (const { place, line, text } of edits) {
    const range: Range = rangeOf(place);
    const isHere = place.file === document.uri.fsPath && range.end.line < document.lineCount;
    if (!isHere || document.lineAt(range.start.line).text !== line) return null;
    edit.replace(document.uri, range, text);
  }
  return edits.length === 0 ? null : edit;
}
