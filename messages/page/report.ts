import { t } from '@vscode/l10n';
import type { VerdictKind } from '../../scheduling/model/analysis.ts';

const titles = {
  schedulable: (name) => t('{name}: schedulable', { name }),
  unschedulable: (name) => t('{name}: unschedulable', { name }),
  unknown: (name) => t('{name}: unknown', { name }),
} satisfies Readonly<Record<VerdictKind, (name: string) => string>>;

export function reportTitle(name: string, verdict: VerdictKind): string {
  return titles[verdict](name);
}

export const runTitle = (): string => t('Run');
export const curvesTitle = (): string => t('Supply and demand');

export function runOfReport({
  scenario,
  length,
  seed,
}: {
  readonly scenario: string | undefined;
  readonly length: string;
  readonly seed: number;
}): string {
  return scenario === undefined
    ? t('No scenario, {length}, seed {seed}.', { length, seed })
    : t('Scenario {scenario}, {length}, seed {seed}.', { scenario, length, seed });
}

/** A VCPU that is not proven, with the reason. */
export function vcpuReason(vcpu: string, reason: string): string {
  return t('{vcpu}: {reason}', { vcpu, reason });
}

export function curvesCaption(window: {
  readonly task: string;
  readonly time: string;
  readonly demand: string;
  readonly supply: string;
}): string {
  return t(
    '{task}: in a window of {time}, {demand} asked for, {supply} sure. Solid: supply; dashed: demand.',
    window,
  );
}
