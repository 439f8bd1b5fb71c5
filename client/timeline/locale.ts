import { speak, type Translations } from '../../messages/locale.ts';

/** The translations that the extension put into the page; undefined for English. */
export function translationsOfPage(): Translations | undefined {
  const { translations } = document.documentElement.dataset;
  return translations === undefined ? undefined : JSON.parse(translations);
}

/** Makes the page speak the extension's language. Call it before anything is drawn. */
export function speakAsExtension(): void {
  const translations = translationsOfPage();
  if (translations !== undefined) speak(translations);
}
