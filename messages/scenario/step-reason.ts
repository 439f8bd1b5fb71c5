import { t } from '@vscode/l10n';
import type { StepReason } from '../../scheduling/model/step-reason.ts';
import { type Sayings, say } from '../say.ts';
import { reasonText } from '../verdicts/reason.ts';

type WouldFail = Extract<StepReason, { kind: 'would-fail' }>;

const stepReasons: Sayings<StepReason> = {
  'would-fail': (reason) => {
    const known = {
      element: elementName(reason.element),
      reason: reasonText(reason.verdict.reason),
    };
    return reason.verdict.kind === 'unschedulable'
      ? t('{element} would fail: {reason}', known)
      : t('{element} is not proven to work: {reason}', known);
  },
  barred: ({ domain, machine }) =>
    t(
      '{domain} is an hvm domain, which cannot pass its interface by a hypercall, and the admission test of {machine} runs in the hypervisor',
      { domain, machine },
    ),
  untested: () => t('the run ended before its admission test did'),
  'not-running': ({ domain }) => t('{domain} is not running', { domain }),
  'already-running': ({ domain }) => t('{domain} is already running', { domain }),
  'has-task': ({ domain, task }) => t('{domain} has a task {task} already', { domain, task }),
  'no-task': ({ domain, task }) => t('{domain} has no task {task}', { domain, task }),
  'no-vcpu': ({ domain, vcpu }) => t('{domain} has no VCPU {vcpu}', { domain, vcpu }),
  'no-domain': ({ domain }) => t('there is no domain {domain}', { domain }),
  'no-machine': ({ machine }) => t('there is no machine {machine}', { machine }),
  'on-it-already': ({ domain, machine }) =>
    t('{domain} is on {machine} already', { domain, machine }),
};

/**
 * The reason why a step is refused or has nothing to act on, as a clause; empty if it was admitted.
 */
export function stepReasonText(reason: StepReason | null): string {
  return reason === null ? '' : say(stepReasons, reason);
}

/** The reason without its cause: the element that would fail, but not why. */
export function shortStepReasonText(reason: StepReason | null): string {
  if (reason === null || reason.kind !== 'would-fail') return stepReasonText(reason);
  const element = elementName(reason.element);
  return reason.verdict.kind === 'unschedulable'
    ? t('{element} would fail', { element })
    : t('{element} is not proven to work', { element });
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
