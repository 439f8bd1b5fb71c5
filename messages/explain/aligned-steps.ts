import { t } from '@vscode/l10n';
import type { AlignedStep } from '../../scheduling/explain/guest-step.ts';
import type { Sayings } from '../say.ts';
import { formatDuration as text } from '../text/duration.ts';
import { referenceOf } from '../verdicts/tests.ts';
import { heldTerm, jobsTerm, sumText } from './terms.ts';
import { type ToldStep, toldStep } from './told-step.ts';

/** The run of tasks whose releases are aligned. */
export const alignedSteps: Sayings<AlignedStep, ToldStep> = {
  'aligned-windows': ({ frame, windows }) =>
    toldStep(
      t('Supply from the start of a frame'),
      t('S(t) = the time in windows before t'),
      windows.length === 0
        ? t('of each {frame}: nothing', { frame: text(frame) })
        : t('of each {frame}: {windows}', {
            frame: text(frame),
            windows: windows
              .map(({ at, length }) =>
                t('{at} for {length}', { at: text(at), length: text(length) }),
              )
              .join(', '),
          }),
    ),
  'aligned-run': ({ largestOffset, repeats, end }) =>
    toldStep(
      t('The run that decides'),
      t('largest offset + 2·lcm of the major frame and all periods'),
      Number.isFinite(end)
        ? `${text(largestOffset)} + 2·${text(repeats)} = ${text(end)}`
        : t('longer than can be held exactly'),
      referenceOf('aligned-run'),
    ),
  'aligned-job': ({ task, job, release, due, end }) => {
    const known = { task, job, release: text(release), due: text(due) };
    const late = end === null || end > due;
    return toldStep(
      late
        ? t('The first late job of {task}', { task })
        : t('The job of {task} with the longest response', { task }),
      t('released at offset + k·T, due D later'),
      end === null
        ? t('job {job} (counted from 0), released at {release}, is not done at {due}', known)
        : late
          ? t(
              'job {job} (counted from 0), released at {release}, due at {due}, ends at {end} only',
              {
                ...known,
                end: text(end),
              },
            )
          : t('job {job} (counted from 0), released at {release}, due at {due}, ends at {end}', {
              ...known,
              end: text(end),
            }),
    );
  },
  'aligned-response': ({ response, deadline }) =>
    toldStep(
      t('Response time from the release'),
      t('R = the longest time from a release to its end ≤ D'),
      `R = ${text(response)} ≤ ${text(deadline)}`,
    ),
  'aligned-window': ({ from, due, terms, held, demand, supply }) =>
    toldStep(
      t('From the start of its busy stretch, {from}, to its deadline, {due}', {
        from: text(from),
        due: text(due),
      }),
      t('what comes before it, and its own work, against S'),
      t('{sum} = {demand}, {supply} are supplied: {missing} too little', {
        sum: sumText([...heldTerm(held), ...terms.map(jobsTerm)]),
        demand: text(demand),
        supply: text(supply),
        missing: text(demand - supply),
      }),
    ),
};
