import { t } from '@vscode/l10n';

/** The line that a chat shows while it waits for a tool. */
export function askingTool(title: string): string {
  return t('Hypersched: {title}', { title });
}
