import { t } from '@vscode/l10n';
import { vcpuLabel } from '../../scheduling/host/vcpu-name.ts';
import type { SimulationRefusal } from '../../scheduling/simulation/refused.ts';
import { type Sayings, say } from '../say.ts';

const refusals: Sayings<SimulationRefusal> = {
  'no-scenario': ({ scenario, known }) =>
    known.length === 0
      ? t('There is no scenario {scenario}: the file has none.', { scenario })
      : t('There is no scenario {scenario}. There are: {known}.', {
          scenario,
          known: known.join(', '),
        }),
  'no-vcpu': ({ vcpu }) => t('There is no VCPU {vcpu}.', { vcpu: vcpuLabel(vcpu) }),
  'no-worst-case': ({ vcpu, machine }) =>
    t('{vcpu} has no worst case: the credit scheduler of {machine} guarantees no supply.', {
      vcpu: vcpuLabel(vcpu),
      machine,
    }),
  'worst-case-in-scenario': () =>
    t('The worst case is that of one VCPU alone: it is not shown within a scenario.'),
};

/** The reason why a requested simulation cannot run. */
export function refusalText(refusal: SimulationRefusal): string {
  return say(refusals, refusal);
}
