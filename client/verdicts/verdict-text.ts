import { verdictLooks } from '../../messages/verdicts/verdict-look.ts';
import type { FileResult, FileVerdict } from '../../server/protocol.ts';

/** The verdicts from the best to the worst. */
const order: readonly FileVerdict[] = ['schedulable', 'unknown', 'unschedulable', 'invalid'];

/** The first result with the worst verdict; undefined where there are none. */
export function worst(results: readonly FileResult[]): FileResult | undefined {
  return results.reduce<FileResult | undefined>(
    (found, result) =>
      found === undefined || order.indexOf(result.verdict) > order.indexOf(found.verdict)
        ? result
        : found,
    undefined,
  );
}

/** The icon of each verdict in VS Code's notation. */
export const verdictIcon: Readonly<Record<FileVerdict, string>> = {
  schedulable: `$(${verdictLooks.schedulable.icon})`,
  unschedulable: `$(${verdictLooks.unschedulable.icon})`,
  unknown: `$(${verdictLooks.unknown.icon})`,
  invalid: '$(circle-slash)',
};
