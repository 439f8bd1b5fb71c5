import { t } from '@vscode/l10n';
import type { LoadParameter, SupplyReason, TaskParameter } from '../../scheduling/model/reason.ts';
import type { Sayings } from '../say.ts';

/** The reasons why the supply of a VCPU, or its load, cannot be analyzed. */
export const supplyReasons: Sayings<SupplyReason> = {
  'half-written': ({ domain }) => t('part of the text of {domain} is not understood', { domain }),
  shares: ({ policy }) =>
    t(
      'the {policy} scheduler shares cores by weight and guarantees no time to any VCPU; a simulation shows what it would do',
      { policy },
    ),
  'unsound-windows': () => t('the windows of the major frame are not legal, or not all understood'),
  'no-plan': () =>
    t('its windows are left open, and no plan is known that serves everybody on its core'),
  'no-interface': () => t('no budget and period are known that would serve its tasks'),
  'no-vcpu': () => t('the domain has no VCPU'),
  'no-guarantee': () => t('nothing is guaranteed'),
  'not-a-time': ({ parameter, value }) => loadParameters[parameter](value),
  'task-not-a-time': ({ task, parameter, value }) => taskParameters[parameter](task, value),
  'unfit-interface': () => t('the VCPU’s budget, deadline and period do not fit each other'),
  'unfit-windows': () => t('the VCPU’s windows do not fit the major frame'),
};

const loadParameters: Readonly<Record<LoadParameter, (value: number) => string>> = {
  'kernel-latency': (value) =>
    t('the kernel latency is not a time that can be analyzed: {value} ns', { value }),
  'task-switch': (value) =>
    t('the task switch is not a time that can be analyzed: {value} ns', { value }),
  quantum: (value) => t('the quantum is not a time that can be analyzed: {value} ns', { value }),
  'vcpu-period': (value) =>
    t('the VCPU’s period is not a time that can be analyzed: {value} ns', { value }),
  resolution: (value) =>
    t('the resolution is not a time that can be analyzed: {value} ns', { value }),
  'vcpu-deadline': (value) =>
    t('the VCPU’s deadline is not a time that can be analyzed: {value} ns', { value }),
};

const taskParameters: Readonly<Record<TaskParameter, (task: string, value: number) => string>> = {
  period: (task, value) =>
    t('{task}’s period is not a time that can be analyzed: {value} ns', { task, value }),
  wcet: (task, value) =>
    t('{task}’s wcet is not a time that can be analyzed: {value} ns', { task, value }),
  deadline: (task, value) =>
    t('{task}’s deadline is not a time that can be analyzed: {value} ns', { task, value }),
  jitter: (task, value) =>
    t('{task}’s jitter is not a time that can be analyzed: {value} ns', { task, value }),
  blocking: (task, value) =>
    t('{task}’s blocking is not a time that can be analyzed: {value} ns', { task, value }),
  offset: (task, value) =>
    t('{task}’s offset is not a time that can be analyzed: {value} ns', { task, value }),
};
