import { t } from '@vscode/l10n';

/** The comment at the beginning of the script that takes a deployment down. */
export function aboutTakedown(): readonly string[] {
  return [
    t('Takes down what deploy.sh has deployed from this folder, and nothing else. Run it in Dom0.'),
    t(
      'It prints each command and asks first; with --dry-run it does nothing, with --yes it does not ask.',
    ),
  ];
}

/** The sentences of the script. Behind a colon it prints a name or a command. */
export const takedownTexts = {
  usage: () => t('usage: sh takedown.sh [--dry-run | --yes]'),
  noXl: () => t('xl does not work here: run this as root in Dom0.'),
  nothingDeployed: () => t('Nothing is deployed from this folder.'),
  bootedAnew: () =>
    t(
      'This machine was booted since, and Xen keeps nothing over a boot: nothing is left to take down.',
    ),
  isGone: () => t('Is not there any more:'),
  isAnother: () => t('Stays, for it is another domain than the one that was deployed:'),
  poolIsUsed: () => t('Stays with its processors, for other domains are in this pool:'),
  poolStays: () =>
    t(
      'This pool of RTDS stays until Xen is booted anew, for Xen before 4.23 panics when one is removed (mended in 2026-07):',
    ),
  isChanged: () => t('Stays, for someone has changed it since:'),
  dryRun: () => t('Nothing was done: these commands would be run.'),
  areYouSure: () =>
    t('Guests are ended at once, as if their power was cut. Type yes to run these commands:'),
  nothingDone: () => t('Nothing was done.'),
  isLeft: () => t('Everything else is taken down. This is left; run takedown.sh again later:'),
  allDown: () => t('Everything that was deployed is taken down.'),
} as const;
