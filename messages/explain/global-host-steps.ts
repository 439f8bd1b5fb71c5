import { t } from '@vscode/l10n';
import type { HostStep } from '../../scheduling/explain/host-step.ts';
import type { Sayings } from '../say.ts';
import { formatDuration as text } from '../text/duration.ts';
import { mostTerms } from './terms.ts';
import { type ToldStep, toldStep } from './told-step.ts';

type GlobalHostStep = Extract<HostStep, { kind: 'preemptions' | 'all-cores' }>;

/** The window test of one VCPU on a machine that schedules globally. */
export const globalHostSteps: Sayings<GlobalHostStep, ToldStep> = {
  preemptions: ({ times, dearest, cost }) =>
    toldStep(
      t('Cost of preemptions before its deadline'),
      'p·δ, p = Σ_{j≠i} n_j·(⌈Δ_i/Π_j⌉ + 1)',
      `${times}·${text(dearest)} = ${text(cost)}`,
    ),
  'all-cores': ({ fixed, cores, room, deadline, needed, others, sum }) => {
    const all = `${cores}·${text(room)} = ${text(cores * room)}`;
    return toldStep(
      cores === 1
        ? t('Interference on all cores before its deadline')
        : t('Interference on all {cores} cores before its deadline', { cores }),
      `${fixed ? 'Σ_hp min(W_j(Δ), X)' : 'Σ_{j≠i} min(f_j(Δ), X)'} < m·X, X = Δ − Θ′ − p·δ + 1`,
      room < 1
        ? t('its deadline of {deadline} leaves no room for {needed}', {
            deadline: text(deadline),
            needed: text(needed),
          })
        : `${mostTerms(others)}: ${text(sum)} ${sum < cores * room ? '<' : '≥'} ${all}`,
      'Bertogna, Cirinei & Lipari 2005/2009',
    );
  },
};
