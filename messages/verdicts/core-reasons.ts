import { t } from '@vscode/l10n';
import { vcpuLabel } from '../../scheduling/host/vcpu-name.ts';
import type { Charges, CoreReason, Lateness } from '../../scheduling/model/reason.ts';
import { type Sayings, say } from '../say.ts';
import { formatDuration } from '../text/duration.ts';
import { vcpuNames } from '../text/names.ts';
import { shareAtMost } from '../text/share.ts';

/** The reasons about VCPUs on one core of a partitioned machine. */
export const coreReasons: Sayings<CoreReason> = {
  'budget-late': ({ vcpu, core, deadline, because }) =>
    t('{vcpu} can miss its {deadline} deadline on core {core}: {why}', {
      vcpu: vcpuLabel(vcpu),
      deadline: formatDuration(deadline),
      core,
      why: say(lateness(core), because),
    }),
  'core-not-proven': ({ core, among }) =>
    t('core {core} is not proven to serve its VCPUs, {vcpu} among them', {
      core,
      vcpu: vcpuLabel(among),
    }),
  'budget-not-proven': ({ vcpu, core, deadline, response, excess }) => {
    const known = { vcpu: vcpuLabel(vcpu), deadline: formatDuration(deadline), core };
    if (response !== null) {
      return t(
        '{vcpu} is not proven to get its budget within its {deadline} deadline on core {core}: the test bounds its response by {response}',
        { ...known, response: formatDuration(response) },
      );
    }
    return excess === null
      ? t(
          '{vcpu} is not proven to get its budget within its {deadline} deadline on core {core}: the test leaves no time for it',
          known,
        )
      : t(
          '{vcpu} is not proven to get its budget within its {deadline} deadline on core {core}: the test leaves no time for it ({excess} too much is asked for)',
          { ...known, excess: formatDuration(excess) },
        );
  },
  'core-owed': ({ core, time, demand }) =>
    t('core {core} is owed {demand} by its VCPUs within {time}', {
      core,
      demand: formatDuration(demand),
      time: formatDuration(time),
    }),
  'core-over-utilized': ({ core, share }) =>
    t('core {core} cannot serve its VCPUs: their budgets ask for {share} of it', {
      core,
      share: shareAtMost(share),
    }),
  'core-late': ({ core, vcpus }) =>
    t('core {core} cannot serve {vcpus} in time', { core, vcpus: vcpuNames(vcpus) }),
  'core-too-long': ({ core }) =>
    t(
      'core {core}: the exact test needs more steps than it is given; rounder periods would shorten it',
      { core },
    ),
  'core-with-charges': ({ core, vcpus, charged, share, carried }) => {
    const [first] = vcpus;
    const load = charges[charged]({
      share: shareAtMost(share),
      carried:
        carried === undefined || first === undefined
          ? null
          : {
              vcpu: vcpuLabel(first),
              deadline: formatDuration(carried.deadline),
              demand: formatDuration(carried.demand),
            },
    });
    return vcpus.length === 0
      ? t('core {core} is not proven to serve its VCPUs: {load}', { core, load })
      : t('core {core} is not proven to serve its VCPUs ({vcpus}): {load}', {
          core,
          load,
          vcpus: vcpuNames(vcpus),
        });
  },
};

function lateness(core: number): Sayings<Lateness> {
  return {
    owed: ({ time, demand }) =>
      t('within {time} the VCPUs of core {core} are owed {demand}', {
        time: formatDuration(time),
        core,
        demand: formatDuration(demand),
      }),
    response: ({ budget, response }) =>
      t('its budget of {budget} can take {response}', {
        budget: formatDuration(budget),
        response: formatDuration(response),
      }),
    'beyond-period': ({ budget, period }) =>
      t('its budget of {budget} does not come within its period of {period}', {
        budget: formatDuration(budget),
        period: formatDuration(period),
      }),
  };
}

/** A load with what is charged for it, as texts: the share counts each budget once. */
interface Charged {
  readonly share: string;
  /** The time asked for within a deadline where budgets are used twice in a row. */
  readonly carried: {
    readonly vcpu: string;
    readonly deadline: string;
    readonly demand: string;
  } | null;
}

const charges: Readonly<Record<Charges, (load: Charged) => string>> = {
  switches: ({ share }) => t('with switches charged they take {share} of it', { share }),
  reuse: ({ share, carried }) =>
    carried === null
      ? t(
          'they take {share} of it, but where one uses two budgets in a row, it can take the time of another',
          { share },
        )
      : t(
          'they take {share} of it, but where others use two budgets in a row, {demand} are asked for within the {deadline} deadline of {vcpu}',
          { share, ...carried },
        ),
  'switches-and-reuse': ({ share, carried }) =>
    carried === null
      ? t(
          'with switches charged they take {share} of it, but where one uses two budgets in a row, it can take the time of another',
          { share },
        )
      : t(
          'with switches charged they take {share} of it, but where others use two budgets in a row, {demand} are asked for within the {deadline} deadline of {vcpu}',
          { share, ...carried },
        ),
};
