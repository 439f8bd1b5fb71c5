import { commands, type Disposable } from 'vscode';
import type { Session } from './session.ts';

/**
 * Marks the steps of the walkthrough as done by what the analysis finds: a file that fails, the
 * same file mended, a file that is proven.
 */
export function followWalkthrough({ onAnalysis }: Session): Disposable {
  const failing = new Set<string>();
  const seen = (what: string) =>
    commands.executeCommand('setContext', `hypersched.seen${what}`, true);
  return onAnalysis(({ uri, verdict }) => {
    if (verdict === 'unschedulable') {
      failing.add(uri);
      void seen('Unschedulable');
    }
    if (verdict !== 'schedulable') return;
    void seen('Schedulable');
    if (failing.delete(uri)) void seen('Fixed');
  });
}
