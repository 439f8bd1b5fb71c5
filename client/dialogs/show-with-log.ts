import { type LogOutputChannel, window } from 'vscode';
import { showLog } from '../../messages/client/commands.ts';

type Show = (sentence: string, action: string) => Thenable<string | undefined>;

const shows = {
  error: (sentence, action) => window.showErrorMessage(sentence, action),
  warning: (sentence, action) => window.showWarningMessage(sentence, action),
} satisfies Record<string, Show>;

/** Shows a sentence with a button that opens the log; ends as the person closes it. */
export async function showWithLog(
  how: keyof typeof shows,
  sentence: string,
  log: LogOutputChannel,
): Promise<void> {
  const show = showLog();
  if ((await shows[how](sentence, show)) === show) log.show();
}
