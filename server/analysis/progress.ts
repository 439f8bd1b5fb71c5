import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver';
import { provingSchedules } from '../../messages/editor/server.ts';

/** The time in milliseconds after which the editor shows the progress of an analysis. */
export const PATIENCE_MS = 500;

/**
 * Shows progress if the work takes longer than {@link PATIENCE_MS}. The caller calls the result at
 * its end.
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
