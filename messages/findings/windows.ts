import { t } from '@vscode/l10n';
import { vcpuLabel } from '../../scheduling/host/vcpu-name.ts';
import type { NoPlan, NotFound, Tightest } from '../../scheduling/model/window-choice.ts';
import { type Sayings, say } from '../say.ts';
import { formatDuration } from '../text/duration.ts';
import { shareAtMost } from '../text/share.ts';

/** A core whose open windows were not found; `core` is `null` on a machine with one core. */
interface Data {
  readonly machine: string;
  readonly core: number | null;
  /** The plan whose windows they are; absent for the plain ones. */
  readonly plan?: string;
  /** The major frame in ns. */
  readonly frame: number;
  readonly result: NotFound;
}

/** The sentence of a finding about windows that no plan has, or that the search did not find. */
export function windowsText({ machine: name, core, plan, frame, result }: Data): string {
  const machine =
    plan === undefined ? name : t('{machine} in plan {plan}', { machine: name, plan });
  const where = { machine, core: core ?? 0, frame: formatDuration(frame) };
  switch (result.kind) {
    case 'none': {
      const why = say(reasons(frame), result.why);
      return core === null
        ? t('No plan of windows can serve {machine} in a major frame of {frame}: {why}.', {
            ...where,
            why,
          })
        : t(
            'No plan of windows can serve core {core} of {machine} in a major frame of {frame}: {why}.',
            {
              ...where,
              why,
            },
          );
    }
    case 'ended': {
      const hint =
        result.tightest === null
          ? t('the tasks take too long to test')
          : tightText(result.tightest, frame);
      return core === null
        ? t(
            'No windows were found for {machine} in a major frame of {frame}, though some may exist: {hint}. Write some of them, or another major frame.',
            {
              ...where,
              hint,
            },
          )
        : t(
            'No windows were found for core {core} of {machine} in a major frame of {frame}, though some may exist: {hint}. Write some of them, or another major frame.',
            {
              ...where,
              hint,
            },
          );
    }
    case 'global':
      return t(
        'No windows are chosen for {vcpu}: its domain schedules its tasks globally over several VCPUs. Write its windows.',
        { vcpu: vcpuLabel(result.vcpu) },
      );
  }
}

function reasons(frame: number): Sayings<NoPlan> {
  return {
    'never-served': ({ vcpu, free }) =>
      free === frame
        ? t('not even a core of its own serves the tasks of {vcpu}', { vcpu: vcpuLabel(vcpu) })
        : t('not even all the {free} that the written windows leave serve the tasks of {vcpu}', {
            vcpu: vcpuLabel(vcpu),
            free: formatDuration(free),
          }),
    'too-much': ({ need, free }) =>
      t('its VCPUs need at least {need} of each frame, {share} of the {free} that are free', {
        need: formatDuration(need),
        free: formatDuration(free),
        share: shareAtMost(need / free),
      }),
    'all-tried': ({ tightest }) =>
      t('all were tried; {hint}', { hint: tightText(tightest, frame) }),
  };
}

function tightText({ vcpu, gap, need }: Tightest, frame: number): string {
  return t('{vcpu} bears no gap above {gap} and needs {share} of the core', {
    vcpu: vcpuLabel(vcpu),
    gap: formatDuration(gap),
    share: shareAtMost(need / frame),
  });
}
