import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver';
import { provingSchedules } from '../../messages/editor/server.ts';

/** How long an analysis may take, in milliseconds, before the editor shows that it is going on. */
export const PATIENCE_MS = 500;

/**
 * Shows progress if what begins now takes longer than {@link PATIENCE_MS}; call what is returned
 * when it ends.
 */
export function showProgressIfLong(
  connection: Connection,
  log: (error: unknown) => void,
): () => void {
  let reporter: WorkDoneProgressServerReporter | undefined;
  let over = false;
  const timer = setTimeout(async () => {
    try {
      const created = await connection.window.createWorkDoneProgress();
      if (over) return;
      reporter = created;
      reporter.begin(provingSchedules());
    } catch (error) {
      log(error);
    }
  }, PATIENCE_MS);
  return () => {
    over = true;
    clearTimeout(timer);
    reporter?.done();
  };
}
