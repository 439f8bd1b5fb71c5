import { findingText } from '../../messages/findings/finding.ts';
import { relatedText } from '../../messages/findings/related.ts';
import type { Finding } from '../../scheduling/findings/finding.ts';

/** A finding with its sentences. */
export function told(finding: Finding) {
  return {
    ...finding,
    message: findingText(finding),
    related: finding.related.map((each) => ({ ...each, message: relatedText(each.role) })),
  };
}
