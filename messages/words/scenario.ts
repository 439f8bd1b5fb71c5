import { t } from '@vscode/l10n';
import type { Words } from './words.ts';

/** The steps of a scenario. */
export const scenarioWords: Words = {
  'Scenario.run': () => t('How long the scenario lasts.'),
  'Step.at': () =>
    t('When something happens, from the start of the scenario. Times do not go backwards.'),
  start: () => t('Starts domains, if the admission test passes.'),
  stop: () => t('Stops domains.'),
  add: () =>
    t('Adds a task to a domain, if the admission test passes: `add task … to DOMAIN.VCPU`.'),
  remove: () => t('Removes a task: `remove task DOMAIN.TASK`.'),
  set: () => t("Changes a VCPU's period, budget or both: `set DOMAIN.VCPU budget D`."),
  migrate: () => t('Moves a domain to another machine, if the admission test there passes.'),
  'PlanAction.plan': () =>
    t(
      'Changes a machine’s windows to those of a plan at the end of the running frame: `plan MACHINE NAME`.',
    ),
  'PlanAction.first': () => t('The windows that stand in the machine outside its plans.'),
  'AddAction.to': () =>
    t('The domain, and the VCPU where it has more than one, that the task goes to.'),
  'MigrateAction.to': () => t('The machine that the domain moves to.'),
  'SetAction.period': () => t('The new period of the VCPU.'),
  'SetAction.budget': () => t('The new budget of the VCPU.'),
  'SetAction.when-quiet': () =>
    t(
      'Lets a new period that the guest does not bear wait, without a bound, for a period end at which the guest is quiet.',
    ),
};
