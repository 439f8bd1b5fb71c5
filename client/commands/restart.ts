import { commands, type Disposable, window } from 'vscode';
import { serverDidNotStart, serverRestarted } from '../../messages/client/commands.ts';
import { restarting } from '../../messages/client/log.ts';
import { showWithLog } from '../dialogs/show-with-log.ts';
import type { Session } from '../session.ts';

/**
 * `Hypersched: Restart Language Server` starts a new server process, which reads everything anew.
 */
export function registerRestart({ client, log }: Session): Disposable {
  return commands.registerCommand('hypersched.restart', async () => {
    log.info(restarting());
    try {
      if (client.needsStop()) await client.stop();
      await client.start();
      window.setStatusBarMessage(serverRestarted(), 5000);
    } catch (error) {
      log.error(error instanceof Error ? error : String(error));
      await showWithLog('error', serverDidNotStart(String(error)), log);
    }
  });
}
