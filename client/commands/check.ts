import { commands, type Disposable, Uri, window, workspace } from 'vscode';
import { nothingToCheck, serverNotRunning, showProblems } from '../../messages/client/commands.ts';
import { filesChecked, fileVerdictSentence } from '../../messages/client/verdicts.ts';
import { Check, type FileResult } from '../../server/protocol.ts';
import { activeFile } from '../active-file.ts';
import { type Session, serverAnswers } from '../session.ts';
import { worst } from '../verdicts/verdict-text.ts';

/**
 * `Hypersched: Check` finishes the analysis of the active file, or of the whole workspace without
 * one, and shows the verdict. It returns the results to other extensions and to tests.
 */
export function registerCheck(session: Session): Disposable {
  return commands.registerCommand('hypersched.check', (uri?: Uri) => check(session, uri));
}

async function check(session: Session, uri: Uri | undefined): Promise<readonly FileResult[]> {
  const { client, log } = session;
  if (!(await serverAnswers(session))) {
    void window.showErrorMessage(serverNotRunning());
    return [];
  }
  const target = uri ?? activeFile()?.uri;
  const results = await client.sendRequest(
    Check.type,
    target === undefined ? {} : { uri: client.code2ProtocolConverter.asUri(target) },
  );
  for (const result of results) log.info(`${result.uri}: ${result.verdict}`);
  void report(results);
  return results;
}

/** Shows the result. Nobody awaits it, since the notification stays until a person closes it. */
async function report(results: readonly FileResult[]): Promise<void> {
  const result = worst(results);
  if (result === undefined) {
    void window.showInformationMessage(nothingToCheck());
    return;
  }
  const name = workspace.asRelativePath(Uri.parse(result.uri));
  const others = results.length - 1;
  const own = fileVerdictSentence(name, result.verdict);
  const sentence = others === 0 ? own : filesChecked(own, results.length);
  if (result.verdict === 'schedulable') {
    void window.showInformationMessage(sentence);
    return;
  }
  const show = showProblems();
  const chosen =
    result.verdict === 'unknown'
      ? await window.showWarningMessage(sentence, show)
      : await window.showErrorMessage(sentence, show);
  if (chosen === show) await commands.executeCommand('workbench.actions.view.problems');
}
