import { type Theme, themeFrom } from '../drawing/look/theme.ts';

/** The editor's theme, which VS Code writes on the page. */
export function currentTheme(): Theme {
  const style = getComputedStyle(document.body);
  const { classList } = document.body;
  return themeFrom(
    (property) => style.getPropertyValue(property).trim(),
    classList.contains('vscode-high-contrast') || classList.contains('vscode-high-contrast-light'),
  );
}

/** Calls back when a person chooses another theme. */
export function onThemeChange(callback: () => void): void {
  new MutationObserver(callback).observe(document.body, {
    attributes: true,
    attributeFilter: ['class', 'data-vscode-theme-id'],
  });
}
