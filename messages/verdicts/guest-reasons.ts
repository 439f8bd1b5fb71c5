import { t } from '@vscode/l10n';
import type { GuestReason, Reason } from '../../scheduling/model/reason.ts';
import type { Sayings } from '../say.ts';
import { formatDuration } from '../text/duration.ts';
import { shareAtMost } from '../text/share.ts';
import { doubtText } from './doubt.ts';
import { jointShortageText, shortageText } from './shortage.ts';

/** The reasons about tasks on the supply of their VCPUs. `inner` says a reason within another. */
export function guestReasons(inner: (reason: Reason) => string): Sayings<GuestReason> {
  return {
    miss: ({ task, deadline, late, shortage }) => {
      const miss = missText(task, deadline, late);
      return shortage === null
        ? miss
        : t('{miss}: {shortage}', { miss, shortage: shortageText(shortage) });
    },
    'some-miss': ({ shortage }) =>
      t('some task can miss its deadline: {shortage}', { shortage: shortageText(shortage) }),
    'global-miss': ({ task, shortage }) =>
      task === null
        ? t('some task can miss its deadline: {shortage}', {
            shortage: jointShortageText(shortage),
          })
        : t('{task} can miss its deadline: {shortage}', {
            task,
            shortage: jointShortageText(shortage),
          }),
    'not-met': ({ task, doubt }) =>
      t('{task} is not proven to meet its deadline: {doubt}', { task, doubt: doubtText(doubt) }),
    undecided: ({ doubt }) => doubtText(doubt),
    'without-window': () => t('it has no window in the major frame, so nothing in it ever runs'),
    homeless: ({ task }) => t('{task} is on none of the domain’s VCPUs', { task }),
    'no-interface-found': ({ vcpu, open }) =>
      open === 'budget'
        ? t('no budget was found that is proven to serve {vcpu}’s tasks', { vcpu })
        : t('no period and budget was found that is proven to serve {vcpu}’s tasks', { vcpu }),
    'no-interface-would-do': ({ open, because }) =>
      open === 'budget'
        ? t('no budget would do, because even with all the time there is, {reason}', {
            reason: inner(because),
          })
        : t('no period and budget would do, because even with all the time there is, {reason}', {
            reason: inner(because),
          }),
    'no-share-would-do': ({ because }) =>
      t('no share of the cores would do, because even with all the time there is, {reason}', {
        reason: inner(because),
      }),
    'over-cap': ({ share, cap }) =>
      t('its hard tasks ask for {share} of a core, and its cap is {cap}', {
        share: shareAtMost(share),
        cap: shareAtMost(cap),
      }),
  };
}

/** A task that can miss its deadline, with its lateness if that is known. */
export function missText(task: string, deadline: number, late: number | null): string {
  return late === null
    ? t('{task} can miss its {deadline} deadline', { task, deadline: formatDuration(deadline) })
    : t('{task} can miss its {deadline} deadline by {late}', {
        task,
        deadline: formatDuration(deadline),
        late: formatDuration(late),
      });
}
