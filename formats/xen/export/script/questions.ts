import { failures, refusals } from '../../../../messages/formats/xen-export/script.ts';
import type { ExportFiles } from '../files.ts';
import { guestsOf, isTimed, type PlannedPool, type XenPlan } from '../plan.ts';
import { call } from './steps.ts';

/** The questions of the script before it changes anything, as calls of its functions. */
export function questionsOf(plan: XenPlan, files: ExportFiles): readonly string[] {
  const made = plan.pools.filter(({ first }) => !first);
  const guests = plan.pools.flatMap(guestsOf);
  return [
    ...made.map(({ name }) => call('ask', refusals.poolThere(name), 'no_pool', name)),
    ...guests.map(({ name }) => call('ask', refusals.domainThere(name), 'no_domain', name)),
    ...plan.pools.flatMap(({ cores }) =>
      cores.map((core) => call('ask', refusals.noSuchProcessor(core), 'is_processor', core)),
    ),
    ...made.flatMap(({ cores }) =>
      cores.map((core) => call('ask', refusals.processorTaken(core), 'is_to_have', core)),
    ),
    ...(plan.pools.some(({ frame }) => frame !== null) ? ['has_loader'] : []),
    ...plan.pools.filter(({ first }) => first).flatMap(firstPoolQuestions),
    ...guests.flatMap(({ name }) => {
      const file = files.domain(name);
      return [call('written', file), call('ask', failures.unreadable(file), 'readable', file)];
    }),
    'no_record',
    ...(made.length === 0 ? [] : ['tell_pool']),
    ...(hasExtratime(plan) ? ['warn_extratime'] : []),
    ...(plan.pools.some(({ gives }) => isTimed[gives]) ? ['warn_timers'] : []),
  ];
}

function firstPoolQuestions(pool: PlannedPool): readonly string[] {
  const { scheduler, gives, domains, ratelimit, frame, cores } = pool;
  const dom0 = domains.find(({ type }) => type === 'dom0');
  const promises = gives !== 'shares';
  const questions = [call('ask', refusals.otherScheduler(scheduler), 'has_scheduler', scheduler)];
  if (promises) questions.push(call('ask', refusals.otherDomains(), 'is_alone'));
  if (promises && dom0 !== undefined) {
    const count = dom0.vcpus.length;
    questions.push(call('ask', refusals.dom0Vcpus(count), 'has_vcpus', 0, count));
  }
  if (ratelimit !== null) questions.push(call('remember_times', scheduler));
  if (frame !== null) questions.push(call('remember_windows', cores[0] ?? 0));
  if (dom0 === undefined) return questions;
  if (dom0.share !== null) questions.push(call('remember_share', scheduler));
  if (gives === 'budgets') questions.push('remember_reservations');
  dom0.vcpus.forEach(({ reservation }, vcpu) => {
    if (reservation !== null)
      questions.push(call('keeps_extratime', vcpu, reservation.extratime ? 'yes' : 'no'));
  });
  return questions;
}

function hasExtratime({ pools }: XenPlan): boolean {
  return pools.some(({ domains }) =>
    domains.some(({ vcpus }) => vcpus.some(({ reservation }) => reservation?.extratime === true)),
  );
}
