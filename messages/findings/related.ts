import { t } from '@vscode/l10n';
import type { RelatedRole } from '../../scheduling/findings/related.ts';
import { vcpuLabel } from '../../scheduling/host/vcpu-name.ts';
import { type Sayings, say } from '../say.ts';
import { formatDuration } from '../text/duration.ts';
import { reasonText } from '../verdicts/reason.ts';
import { servedName } from './served.ts';

const roles: Sayings<RelatedRole> = {
  asks: ({ task, wcet, period, misses }) => {
    const known = { task, wcet: formatDuration(wcet), period: formatDuration(period) };
    return misses
      ? t('{task} asks for {wcet} in every {period} and can miss its deadline too', known)
      : t('{task} asks for {wcet} in every {period}', known);
  },
  supplies,
  takes: ({ vcpu, gross, reason }) => {
    const name = vcpuLabel(vcpu);
    const takes =
      gross === null
        ? t('{vcpu} runs here', { vcpu: name })
        : t('{vcpu} takes {gross} a period, switches included', {
            vcpu: name,
            gross: formatDuration(gross),
          });
    return reason === null ? takes : t('{takes}; {reason}', { takes, reason: reasonText(reason) });
  },
  'shares-core': ({ vcpu }) => t('{vcpu} shares the core', { vcpu: vcpuLabel(vcpu) }),
  'would-fail': () => t('this would fail'),
};

/** The role of an element in a finding, as a clause. */
export function relatedText(role: RelatedRole): string {
  return say(roles, role);
}

function supplies(role: Extract<RelatedRole, { kind: 'supplies' }>): string {
  const { machine, served, gap } = role;
  const known = { machine, vcpu: servedName(served) };
  if (role.interface === null) {
    return gap === null
      ? t('{machine} runs {vcpu}', known)
      : t('{machine} runs {vcpu}, at worst after {gap} without', {
          ...known,
          gap: formatDuration(gap),
        });
  }
  const { budget, period } = role.interface;
  const given = { ...known, budget: formatDuration(budget), period: formatDuration(period) };
  return gap === null
    ? t('{machine} gives {vcpu} {budget} in every {period}', given)
    : t('{machine} gives {vcpu} {budget} in every {period}, at worst after {gap} without', {
        ...given,
        gap: formatDuration(gap),
      });
}
