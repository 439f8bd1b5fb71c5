import { t } from '@vscode/l10n';
import { vcpuLabel } from '../../scheduling/host/vcpu-name.ts';
import { type PolicyKind, policies } from '../../scheduling/model/policies.ts';
import type { HostReason, Reason } from '../../scheduling/model/reason.ts';
import type { Sayings } from '../say.ts';
import { formatDuration } from '../text/duration.ts';
import { allOf, firstVcpus, vcpuNames } from '../text/names.ts';
import { clauses } from '../text/sentence.ts';
import { shareAtMost } from '../text/share.ts';
import { searchesTexts } from './searches.ts';

/** The reasons about a whole machine. `inner` says a reason within another. */
export function hostReasons(inner: (reason: Reason) => string): Sayings<HostReason> {
  return {
    'no-budget': ({ vcpu }) =>
      t('{vcpu} has no budget: none is known that serves its tasks', { vcpu: vcpuLabel(vcpu) }),
    unplaced: ({ vcpu, cores }) =>
      t('{vcpu} fits on none of the {cores} cores', { vcpu: vcpuLabel(vcpu), cores }),
    'some-unplaced': someUnplaced,
    'over-utilized': ({ share, cores }) =>
      cores === 1
        ? t('the budgets ask for {share} of a core, and there is 1 core', {
            share: shareAtMost(share),
          })
        : t('the budgets ask for {share} of a core, and there are {cores} cores', {
            share: shareAtMost(share),
            cores,
          }),
    'tasks-over-cores': ({ share, cores }) =>
      cores === 1
        ? t('the hard tasks ask for {share} of a core, and there is 1 core', {
            share: shareAtMost(share),
          })
        : t('the hard tasks ask for {share} of a core, and there are {cores} cores', {
            share: shareAtMost(share),
            cores,
          }),
    'late-together': ({ vcpu, deadline, time }) =>
      t(
        '{vcpu} misses its {deadline} deadline after {time} in the run in which all VCPUs begin together',
        {
          vcpu: vcpuLabel(vcpu),
          deadline: formatDuration(deadline),
          time: formatDuration(time),
        },
      ),
    'held-back': ({ vcpu, core, cores, deadline, budget, by, busy }) => {
      const known = {
        vcpu: vcpuLabel(vcpu),
        deadline: formatDuration(deadline),
        budget: formatDuration(budget),
        others: firstVcpus(by, 5),
        busy: formatDuration(busy),
      };
      return core === null
        ? t(
            '{vcpu} can miss its {deadline} deadline: if {others} hold back their budgets until it has work, they keep all {cores} cores for {busy} of it, too long for its budget of {budget}',
            { ...known, cores },
          )
        : t(
            '{vcpu} can miss its {deadline} deadline: if {others} hold back their budgets until it has work, they keep core {core} for {busy} of it, too long for its budget of {budget}',
            { ...known, core },
          );
    },
    'late-by-phases': lateByPhases,
    'patience-spent': ({ patience, searches, because }) =>
      clauses([inner(because), ...searchesTexts(patience, searches)]),
    'window-test': ({ policy, switches, vcpus }) => {
      const known = { policy: globalName(policy), vcpus: firstVcpus(vcpus, 5) };
      return switches
        ? t(
            'the window test for {policy} with switches charged leaves too little time for {vcpus}',
            known,
          )
        : t('the window test for {policy} leaves too little time for {vcpus}', known);
    },
    'depends-on-others': ({ vcpu, deadline }) =>
      t(
        '{vcpu} gets its budget within its {deadline} deadline if all other VCPUs do, which is not proven',
        { vcpu: vcpuLabel(vcpu), deadline: formatDuration(deadline) },
      ),
    'not-in-time': ({ vcpu, deadline, cores }) => {
      const known = { vcpu: vcpuLabel(vcpu), deadline: formatDuration(deadline) };
      return cores === 1
        ? t(
            '{vcpu} is not proven to get its budget within its {deadline} deadline on 1 core',
            known,
          )
        : t(
            '{vcpu} is not proven to get its budget within its {deadline} deadline on {cores} cores',
            { ...known, cores },
          );
    },
    'too-few-cores': ({ vcpus, cores }) =>
      cores === 1
        ? t('{vcpus} VCPUs need a core each, and there is 1', { vcpus })
        : t('{vcpus} VCPUs need a core each, and there are {cores}', { vcpus, cores }),
    'core-shared': ({ core, vcpus }) =>
      t('{vcpus} are both on core {core}, which one of them has to own', {
        vcpus: allOf(vcpus.map(vcpuLabel)),
        core,
      }),
    'windows-fail': ({ vcpu, because }) =>
      t('the windows of {vcpu}: {reason}', { vcpu: vcpuLabel(vcpu), reason: inner(because) }),
    'plan-fails': ({ plan, because }) =>
      t('in plan {plan}, {reason}', { plan, reason: inner(because) }),
    'window-outside': ({ vcpu, at, majorFrame }) =>
      t('the window of {vcpu} at {at} leaves the major frame of {majorFrame}', {
        vcpu: vcpuLabel(vcpu),
        at: formatDuration(at),
        majorFrame: formatDuration(majorFrame),
      }),
    'windows-overlap': ({ first, second, at }) =>
      t('the windows of {first} and {second} overlap at {at}', {
        first: vcpuLabel(first),
        second: vcpuLabel(second),
        at: formatDuration(at),
      }),
  };
}

function lateByPhases({
  vcpu,
  core,
  deadline,
  time,
  run,
}: Extract<HostReason, { kind: 'late-by-phases' }>): string {
  const known = {
    vcpu: vcpuLabel(vcpu),
    deadline: formatDuration(deadline),
    time: formatDuration(time),
    phases: run.vcpus
      .map((each) =>
        t('{vcpu} at {time}', {
          vcpu: vcpuLabel(each.vcpu),
          time: formatDuration(each.replenished),
        }),
      )
      .join(', '),
  };
  if (core !== null)
    return t(
      '{vcpu} can miss its {deadline} deadline on core {core}: it does after {time} if all guests begin to ask for work at 0 ms and VCPUs are replenished so: {phases}',
      { ...known, core },
    );
  return run.vcpus.every(({ asks }) => asks === 'always')
    ? t(
        '{vcpu} can miss its {deadline} deadline: it does after {time} if VCPUs are first replenished so: {phases}',
        known,
      )
    : t(
        '{vcpu} can miss its {deadline} deadline: it does after {time} if all guests begin to ask for work at 0 ms and VCPUs are replenished so: {phases}',
        known,
      );
}

function someUnplaced(reason: Extract<HostReason, { kind: 'some-unplaced' }>): string {
  const { late } = reason;
  const first = unplaced(reason);
  return late === undefined
    ? first
    : clauses([
        first,
        t('on core {core}, for instance, {vcpu} would miss its {deadline} deadline after {time}', {
          core: late.core,
          vcpu: vcpuLabel(late.vcpu),
          deadline: formatDuration(late.deadline),
          time: formatDuration(late.time),
        }),
      ]);
}

function unplaced(reason: Extract<HostReason, { kind: 'some-unplaced' }>): string {
  const { vcpus, cores, certain } = reason;
  const known = { vcpus: vcpuNames(vcpus), cores };
  if (vcpus.length === 1) {
    return certain
      ? t('{vcpus} fits on none of the {cores} cores, wherever the others are placed', known)
      : t(
          '{vcpus} fits on none of the {cores} cores beside the others; no placement was found that is proven to work',
          known,
        );
  }
  return certain
    ? t('{vcpus} fit on none of the {cores} cores, wherever the others are placed', known)
    : t(
        '{vcpus} fit on none of the {cores} cores beside the others; no placement was found that is proven to work',
        known,
      );
}

/** The name of a policy on a machine that schedules globally. */
function globalName(policy: PolicyKind): string {
  return policies[policy].placement === 'written' ? t('global {policy}', { policy }) : policy;
}
