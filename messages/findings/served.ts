import { t } from '@vscode/l10n';
import type { Served } from '../../scheduling/findings/finding.ts';

/** The full name of a VCPU, or the name of a whole domain, and its plan if there are several. */
export function servedName({ domain, vcpu, plan }: Served): string {
  const name = vcpu === null ? domain : `${domain}.${vcpu}`;
  return plan === undefined ? name : t('{vcpu} in plan {plan}', { vcpu: name, plan });
}
