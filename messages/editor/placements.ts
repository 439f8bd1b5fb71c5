import { t } from '@vscode/l10n';

export function noScenarios(): string {
  return t(
    'There is no scenario to compare: write one, such as `scenario evening { at 0ms start guest }`.',
  );
}

export function comparisonOutdated(): string {
  return t('The text changed while the two places were compared: try again.');
}
