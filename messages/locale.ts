import { config } from '@vscode/l10n';

/** The sentences of one language by the English ones, as `l10n/bundle.l10n.*.json` holds them. */
export type Translations = Readonly<Record<string, string>>;

/** Sets the language of this process. A missing sentence stays English. */
export function speak(translations: Translations): void {
  config({ contents: { ...translations } });
}
