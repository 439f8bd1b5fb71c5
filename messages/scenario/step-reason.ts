import { t } from '@vscode/l10n';
import { vcpuLabel } from '../../scheduling/host/vcpu-name.ts';
import type { DuringPlans, StepReason } from '../../scheduling/model/step-reason.ts';
import { type Sayings, say } from '../say.ts';
import { formatDuration } from '../text/duration.ts';
import { reasonText } from '../verdicts/reason.ts';

type WouldFail = Extract<StepReason, { kind: 'would-fail' }>;

const stepReasons: Sayings<StepReason> = {
  'would-fail': (reason) => {
    const known = {
      element: elementName(reason.element),
      reason: reasonText(reason.verdict.reason),
    };
    const clause =
      reason.during === undefined
        ? wouldFail(reason.verdict.kind, known)
        : wouldFailDuring(reason.verdict.kind, reason.during, known);
    return reason.waitsToLeave === undefined ? clause : whileItWaits(reason.element, clause);
  },
  barred: ({ domain, machine }) =>
    t(
      '{domain} is an hvm domain, which cannot pass its interface by a hypercall, and the admission test of {machine} runs in the hypervisor',
      { domain, machine },
    ),
  'between-interfaces': (reason) => {
    const vcpu = vcpuLabel(reason);
    return reason.nearest === undefined
      ? t('the tasks on {vcpu} are not proven while its period or deadline changes', { vcpu })
      : t(
          'the tasks on {vcpu} are not proven while its period or deadline changes; a budget of {budget} would do',
          { vcpu, budget: formatDuration(reason.nearest) },
        );
  },
  'would-meet': ({ machine, core, ...vcpu }) =>
    core === null
      ? t('they would meet on {machine} for {vcpu}', { machine, vcpu: vcpuLabel(vcpu) })
      : t('they would meet on core {core} of {machine} for {vcpu}', {
          machine,
          core,
          vcpu: vcpuLabel(vcpu),
        }),
  'no-quiet': ({ machine, core, ...vcpu }) =>
    t(
      'core {core} of {machine} is used up, so no instant comes at which {vcpu} could change its period or deadline',
      { machine, core, vcpu: vcpuLabel(vcpu) },
    ),
  'never-quiet': ({ waited }) =>
    t('the pool was not quiet for {time}, so a period or deadline could not change', {
      time: formatDuration(waited),
    }),
  untested: () => t('the run ended before its admission test did'),
  'not-running': ({ domain }) => t('{domain} is not running', { domain }),
  'already-running': ({ domain }) => t('{domain} is already running', { domain }),
  'has-task': ({ domain, task }) => t('{domain} has a task {task} already', { domain, task }),
  'no-task': ({ domain, task }) => t('{domain} has no task {task}', { domain, task }),
  'no-vcpu': ({ domain, vcpu }) => t('{domain} has no VCPU {vcpu}', { domain, vcpu }),
  'no-domain': ({ domain }) => t('there is no domain {domain}', { domain }),
  'no-machine': ({ machine }) => t('there is no machine {machine}', { machine }),
  'no-plan': ({ machine, plan }) => t('{machine} has no plan {plan}', { machine, plan }),
  'in-plan-already': ({ machine, plan }) =>
    t('{machine} is in plan {plan} already', { machine, plan }),
  'on-it-already': ({ domain, machine }) =>
    t('{domain} is on {machine} already', { domain, machine }),
};

/**
 * The reason why a step is refused or has nothing to act on, as a clause; empty if it was admitted.
 */
export function stepReasonText(reason: StepReason | null): string {
  return reason === null ? '' : say(stepReasons, reason);
}

/** A failure of what was admitted to leave its machine and can still be there. */
function whileItWaits(element: WouldFail['element'], clause: string): string {
  const domain = 'domain' in element ? element.domain : elementName(element);
  return t('as long as {domain} waits to leave, {clause}', { domain, clause });
}

interface Known {
  readonly element: string;
  readonly reason: string;
}

type Failing = WouldFail['verdict']['kind'];

function wouldFail(kind: Failing, { element, reason }: Known): string {
  const known = { element, reason };
  return kind === 'unschedulable'
    ? t('{element} would fail: {reason}', known)
    : t('{element} is not proven to work: {reason}', known);
}

function wouldFailDuring(kind: Failing, during: DuringPlans, { element, reason }: Known): string {
  if (during.kind === 'plan') {
    const known = { element, reason, plan: during.plan };
    return kind === 'unschedulable'
      ? t('in plan {plan}, {element} would fail: {reason}', known)
      : t('in plan {plan}, {element} is not proven to work: {reason}', known);
  }
  const { from, to } = during;
  const known = { element, reason, from, to, at: formatDuration(during.at) };
  return kind === 'unschedulable'
    ? t('as plan {from} gives way to {to} at {at}, {element} would fail: {reason}', known)
    : t(
        'as plan {from} gives way to {to} at {at}, {element} is not proven to work: {reason}',
        known,
      );
}

/** The reason without its cause: the element that would fail, but not why. */
export function shortStepReasonText(reason: StepReason | null): string {
  if (reason === null || reason.kind !== 'would-fail') return stepReasonText(reason);
  const element = elementName(reason.element);
  const { during } = reason;
  const fails =
    reason.verdict.kind === 'unschedulable'
      ? t('{element} would fail', { element })
      : t('{element} is not proven to work', { element });
  if (during === undefined) return fails;
  return during.kind === 'plan'
    ? t('{fails} in plan {plan}', { fails, plan: during.plan })
    : t('{fails} as plan {from} gives way to {to}', { fails, from: during.from, to: during.to });
}

function elementName(element: WouldFail['element']): string {
  switch (element.kind) {
    case 'vcpu':
      return `${element.domain}.${element.vcpu}`;
    case 'domain':
      return element.domain;
    case 'machine':
      return element.machine;
    case 'core':
      return t('core {core} of {machine}', { core: element.core, machine: element.machine });
  }
}
