import { config } from '@vscode/l10n';

/** The sentences of one language by the English ones, as `l10n/bundle.l10n.*.json` holds them. */
export type Translations = Readonly<Record<string, string>>;

/** From here on this process speaks the given language; what it lacks stays English. */
export function speak(translations: Translations): void {
  config({ contents: { ...translations } });
}
