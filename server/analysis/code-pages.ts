import type { Diagnostic } from 'vscode-languageserver-protocol';

/**
 * A diagnostic whose code leads to the page that explains it, where the pages are known; there are
 * none of faults of the tool's own.
 */
export function explained(diagnostic: Diagnostic, codePages: string | undefined): Diagnostic {
  const { code } = diagnostic;
  if (codePages === undefined || code === undefined || code === internalError) return diagnostic;
  return { ...diagnostic, codeDescription: { href: `${codePages.replace(/\/$/, '')}/${code}.md` } };
}

/** The code of what is a fault of the tool's own. */
export const internalError = 'internal-error';
