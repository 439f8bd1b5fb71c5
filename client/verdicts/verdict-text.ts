import type { FileResult, FileVerdict } from '../../server/protocol.ts';

/** From the best to the worst. */
const order: readonly FileVerdict[] = ['schedulable', 'unknown', 'unschedulable', 'invalid'];

/**
 * The result to speak of where there are many: the worst verdict, the first of its kind; none of
 * none.
 */
export function worst(results: readonly FileResult[]): FileResult | undefined {
  return results.reduce<FileResult | undefined>(
    (found, result) =>
      found === undefined || order.indexOf(result.verdict) > order.indexOf(found.verdict)
        ? result
        : found,
    undefined,
  );
}

/** The icon of a verdict, as VS Code writes icons in text. */
export const verdictIcon: Readonly<Record<FileVerdict, string>> = {
  schedulable: '$(pass)',
  unschedulable: '$(error)',
  unknown: '$(question)',
  invalid: '$(circle-slash)',
};
