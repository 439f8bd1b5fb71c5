import { aboutScript, budgetLine } from '../../../../messages/formats/xen-export/script.ts';
import { seal } from '../../../sealed.ts';
import type { ExportFiles } from '../files.ts';
import type { XenPlan } from '../plan.ts';
import { frameFunctions } from './frame.ts';
import { questionsOf } from './questions.ts';
import { reservationFunctions, reservationQuestions } from './reservations.ts';
import { runtime } from './runtime.ts';
import { shareFunctions, shareQuestions } from './shares.ts';
import { stepsOf } from './steps.ts';

const functions =
  reservationQuestions + reservationFunctions + shareQuestions + shareFunctions + frameFunctions;

/** The script that deploys a plan in Dom0: POSIX sh, busybox's too. */
export function deployScript(plan: XenPlan, files: ExportFiles): string {
  const steps = stepsOf(plan, files).map(({ act, undo }, index) => ({
    act: act(index + 1),
    undo: undo?.(index + 1),
  }));
  const undo = steps.flatMap((step) => step.undo ?? []).toReversed();
  const comments = [...aboutScript(plan.host), ...budgetLines(plan)];
  return seal(
    [
      '#!/bin/sh',
      ...comments.map((line) => `# ${line.replace(/\p{Cc}/gu, '_')}`),
      '',
      runtime() + functions,
      'undo() {',
      ...['  :', ...undo.map((line) => `  ${line}`)],
      '}',
      '',
      `[ -n "$dry" ] || xl info >/dev/null || refuse "$noXl"`,
      ...questionsOf(plan, files),
      '',
      `trap 'fail "$interrupted"' INT TERM HUP`,
      'begin_record',
      ...steps.map(({ act }) => act),
      '',
      `if [ -n "$dry" ]; then printf '%s\\n' "$dryRun"; else printf '%s\\n' "$allDone"; fi`,
      '',
    ].join('\n'),
  );
}

/** How each budget comes about, as comments. */
function budgetLines({ pools }: XenPlan): readonly string[] {
  return pools.flatMap(({ domains }) =>
    domains.flatMap(({ vcpus }) =>
      vcpus.flatMap(({ charged }) =>
        charged === null || charged.switchIn === 0 ? [] : [budgetLine(charged)],
      ),
    ),
  );
}
