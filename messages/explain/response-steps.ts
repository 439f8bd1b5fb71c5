import { t } from '@vscode/l10n';
import type { Instant, ResponseStep, Walk } from '../../scheduling/explain/guest-step.ts';
import type { Sayings } from '../say.ts';
import { formatDuration as text } from '../text/duration.ts';
import { supplyAtText } from './supply-steps.ts';
import { heldTerm, jobsTerm, sumText } from './terms.ts';
import { type ToldStep, toldStep } from './told-step.ts';

/** The response time of one task. */
export const responseSteps: Sayings<ResponseStep, ToldStep> = {
  'before-it': ({ tasks }) =>
    toldStep(
      t('What comes before it'),
      t('hp: more urgent, or equal and first come first served'),
      tasks.join(', ') || t('nothing'),
    ),
  'job-ends': ({ job, walk }) =>
    toldStep(
      job === 0
        ? t('When its job ends')
        : t('When job {job} of the busy period ends (counted from 0)', { job }),
      t('w(q) = least t with {inequality}', {
        inequality: 'b + (q+1)·C + Σ ⌈(t + J)/T⌉·C ≤ sbf(t)',
      }),
      walkText(job, walk),
      'Joseph & Pandya 1986; Audsley et al. 1993; Lehoczky 1990; Tindell 1994',
    ),
  'at-deadline': ({ due, held, terms, needed, supply }) => {
    const sum = sumText([...heldTerm(held), ...terms.map(jobsTerm)]);
    return toldStep(
      t('At its deadline, {time} into the window', { time: text(due) }),
      t('{demand} against {supply}', {
        demand: 'b + (q+1)·C + Σ ⌈(t + J)/T⌉·C',
        supply: 'sbf(t)',
      }),
      `${sum} = ${text(needed)}; ${supplyAtText(supply)}`,
    );
  },
  response: ({ response, deadline }) =>
    toldStep(
      t('Response time from the nominal release'),
      'R = max w(q) − q·T + J ≤ D',
      `R = ${text(response)} ${response <= deadline ? '≤' : '>'} ${text(deadline)}`,
    ),
  'sure-window': ({ length, most, others }) =>
    toldStep(
      t('A window it is sure to be done in'),
      'Σ min(W_j, L − C + 1) < Σ_l max(0, sbf_l(L) − C + 1)',
      length === null
        ? t('none of at most {most} was found, with {count} tasks that can run in its way', {
            most: text(most),
            count: others,
          })
        : t('L = {length} after its release, with {count} tasks that can run in its way', {
            length: text(length),
            count: others,
          }),
      'Bini, Bertogna & Baruah, RTSS 2009; Bertogna, Cirinei & Lipari 2005/2009',
    ),
};

function walkText(job: number, walk: Walk): string {
  switch (walk.kind) {
    case 'too-many':
      return t('more instants than can be shown lie on the way there');
    case 'ends':
      return [...instants(walk.tried), `w(${job}) = ${text(walk.at)}`].join('; ');
    case 'late': {
      const end = t('not by its deadline, {time} into the window', { time: text(walk.limit) });
      return [...instants(walk.tried), end].join('; ');
    }
  }
}

/** The first and the last of many instants. */
function instants(tried: readonly Instant[]): readonly string[] {
  const said = ({ need, by }: Instant) =>
    t('{need} are supplied by {time}', { need: text(need), time: text(by) });
  if (tried.length <= 8) return tried.map(said);
  return [...tried.slice(0, 4).map(said), '…', ...tried.slice(-3).map(said)];
}
