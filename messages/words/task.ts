import { t } from '@vscode/l10n';
import type { Words } from './words.ts';

/** A task's attributes. */
export const taskWords: Words = {
  task: () =>
    t('A real-time task: it is released again and again, and each job has to end by its deadline.'),
  'Task.period': () => t('The time between two releases; for a sporadic task the least.'),
  'Task.wcet': () => t('The longest a job executes (worst-case execution time).'),
  'Task.deadline': () =>
    t(
      'By when a job has to end, counted from its release. It may exceed the period. Left out: the period.',
    ),
  'Task.offset': () =>
    t("When the first job is released, from the domain's start; for the simulation. Left out: 0."),
  'Task.jitter': () => t('The most a release can be delayed. Left out: 0.'),
  'Task.priority': () => t('Its priority under FP and FIFO; larger is more urgent, as in Linux.'),
  'Task.bcet': () =>
    t('The shortest a job executes: the simulation draws from bcet to wcet. Left out: the wcet.'),
  'Task.blocking': () =>
    t('The longest wait for a critical section of a task of lower priority. Left out: 0.'),
  sporadic: () =>
    t('Releases need not be periodic: the period is the least distance between them.'),
  soft: () => t('A soft task: that it can miss is a warning, not an error.'),
  misses: () =>
    t('The share of jobs that may miss their deadline, in percent; held against the simulation.'),
  'Task.on': () => t('The VCPU that the task belongs to, where the domain has more than one.'),
};
