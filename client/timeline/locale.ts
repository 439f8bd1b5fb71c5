import { speak, type Translations } from '../../messages/locale.ts';

/** What the extension has put into the page for it to speak; nothing in English. */
export function translationsOfPage(): Translations | undefined {
  const { translations } = document.documentElement.dataset;
  return translations === undefined ? undefined : JSON.parse(translations);
}

/** From here on the page speaks as the extension does: before anything of it is drawn. */
export function speakAsExtension(): void {
  const translations = translationsOfPage();
  if (translations !== undefined) speak(translations);
}
