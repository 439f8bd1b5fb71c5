import type { Diagnostic } from 'vscode-languageserver-protocol';

/**
 * A diagnostic whose code links to the page that explains it, if the address of the pages is known.
 * Faults of the tool itself have no page.
 */
export function explained(diagnostic: Diagnostic, codePages: string | undefined): Diagnostic {
  const { code } = diagnostic;
  if (codePages === undefined || code === undefined || code === internalError) return diagnostic;
  return { ...diagnostic, codeDescription: { href: `${codePages.replace(/\/$/, '')}/${code}.md` } };
}

/** The code of a fault of the tool itself. */
export const internalError = 'internal-error';
