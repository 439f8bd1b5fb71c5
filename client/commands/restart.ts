import { commands, type Disposable, l10n, window } from 'vscode';
import type { Session } from '../session.ts';

/** `Hypersched: Restart Language Server`: a new server process that reads everything anew. */
export function registerRestart({ client, log }: Session): Disposable {
  return commands.registerCommand('hypersched.restart', async () => {
    log.info('restarting the language server');
    try {
      if (client.needsStop()) await client.stop();
      await client.start();
      window.setStatusBarMessage(l10n.t('Hypersched: language server restarted'), 5000);
    } catch (error) {
      log.error(error instanceof Error ? error : String(error));
      const show = l10n.t('Show Log');
      const chosen = await window.showErrorMessage(
        l10n.t('The Hypersched language server did not start: {0}', String(error)),
        show,
      );
      if (chosen === show) log.show();
    }
  });
}
