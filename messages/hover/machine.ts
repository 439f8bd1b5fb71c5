import { t } from '@vscode/l10n';
import type { ServerKind } from '../../scheduling/model/model.ts';
import { formatDuration } from '../text/duration.ts';
import { percent } from '../text/percent.ts';

/** The title of the row of a frame that the tool chose. */
export function frameRow(): string {
  return t('major frame');
}

export function chosenFrame(majorFrame: number): string {
  return t('{frame} (chosen)', { frame: formatDuration(majorFrame) });
}

export function grossUtilization(): string {
  return t('utilization, gross');
}

export function serversText(server: ServerKind): string {
  return t('{server} servers', { server });
}

export function moreCores(count: number): string {
  return t('{count} more cores', { count });
}

/** `verdict` is the verdict's word if the core fails; `names` are its VCPUs, marked up as code. */
export function coreLine(
  utilization: number,
  verdict: string | null,
  names: readonly string[],
  more: number,
): string {
  const share = percent(utilization);
  const head = verdict === null ? share : `${share} — ${verdict}`;
  const vcpus = names.join(', ');
  return more > 0
    ? t('{core}: {vcpus}, {count} more', { core: head, vcpus, count: more })
    : t('{core}: {vcpus}', { core: head, vcpus });
}

/** `names` are domains, marked up as code. */
export function offInPlan(names: readonly string[]): string {
  return t('off in this plan: {domains}', { domains: names.join(', ') });
}

/** A row of the table of plans; `verdict` is the verdict's word if the plan fails. */
export function planLine(utilization: string, verdict: string | null): string {
  return verdict === null
    ? t('utilization {share}', { share: utilization })
    : t('utilization {share} — {verdict}', { share: utilization, verdict });
}

/** `name` is marked up as code. */
export function planName(name: string): string {
  return t('plan {name}', { name });
}
