import { commands, type Disposable, l10n, Uri, window, workspace } from 'vscode';
import { State } from 'vscode-languageclient';
import { Check, type FileResult } from '../../server/protocol.ts';
import { activeFile } from '../active-file.ts';
import type { Session } from '../session.ts';
import { worst } from '../verdicts/verdict-text.ts';
import { verdictSentence } from '../verdicts/verdict-words.ts';

/**
 * `Hypersched: Check`: finishes the analysis of the active file, or of the whole workspace where no
 * `.hsched` file is active, and says the verdict. Answers with the results, for other extensions
 * and for tests.
 */
export function registerCheck(session: Session): Disposable {
  return commands.registerCommand('hypersched.check', (uri?: Uri) => check(session, uri));
}

async function check(
  { client, log }: Session,
  uri: Uri | undefined,
): Promise<readonly FileResult[]> {
  if (client.state !== State.Running) {
    void window.showErrorMessage(
      l10n.t(
        'The Hypersched language server is not running. Try "Hypersched: Restart Language Server".',
      ),
    );
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

/** Says the result to the person; not awaited, for the notification stays until it is closed. */
async function report(results: readonly FileResult[]): Promise<void> {
  const result = worst(results);
  if (result === undefined) {
    void window.showInformationMessage(l10n.t('There is no .hsched file to check.'));
    return;
  }
  const name = workspace.asRelativePath(Uri.parse(result.uri));
  const others = results.length - 1;
  const sentence =
    others === 0
      ? verdictSentence(name, result)
      : l10n.t('{0} Files checked: {1}.', verdictSentence(name, result), results.length);
  if (result.verdict === 'schedulable') {
    void window.showInformationMessage(sentence);
    return;
  }
  const show = l10n.t('Show Problems');
  const chosen =
    result.verdict === 'unknown'
      ? await window.showWarningMessage(sentence, show)
      : await window.showErrorMessage(sentence, show);
  if (chosen === show) await commands.executeCommand('workbench.actions.view.problems');
}
