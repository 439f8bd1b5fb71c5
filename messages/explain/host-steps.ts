import { t } from '@vscode/l10n';
import type { HostStep } from '../../scheduling/explain/host-step.ts';
import { vcpuLabel } from '../../scheduling/host/vcpu-name.ts';
import type { Sayings } from '../say.ts';
import { formatDuration as text } from '../text/duration.ts';
import { allOf } from '../text/names.ts';
import { lateText, partText } from '../verdicts/late-run.ts';
import { referenceOf } from '../verdicts/tests.ts';
import { verdictText } from '../verdicts/verdict.ts';
import { globalHostSteps } from './global-host-steps.ts';
import { jobsTerm, mostTerms, shareTerm, sumText } from './terms.ts';
import { type ToldStep, toldStep } from './told-step.ts';

/** Steps about VCPUs on their machine. */
export const hostSteps: Sayings<HostStep, ToldStep> = {
  load: ({ core, terms, used, cores }) =>
    toldStep(
      core === null ? t('Load of all cores') : t('Load of core {core}', { core }),
      'Σ Θ′/Π',
      t('{sum} = {used} of {cores}', {
        sum: sumText(terms.map(shareTerm)) || '0',
        used: used.toFixed(4),
        cores,
      }),
    ),
  'gross-budget': ({ budget, starts, perStart, gross }) =>
    toldStep(
      t('Cost to its machine in each period'),
      t('Θ′ = Θ + n·(δin + δout), n: how often it can start in one period'),
      `${text(budget)} + ${starts}·${text(perStart)} = ${text(gross)}`,
    ),
  'carried-in': ({ core, others, sum, window, deadline, cost }) => {
    const room = window - cost;
    const whole = window === deadline;
    return toldStep(
      t('Demand of the others on core {core} before its deadline', { core: core ?? '' }),
      `${whole ? 'Σ_{j≠i} f_j(Δ) ≤ Δ − Θ′' : 'Σ_{j≠i} f_j(y) ≤ y − Θ′, y ≤ Δ'}, f(L) = ⌊L/Π⌋·Θ′ + min(Θ′, L mod Π)`,
      `${mostTerms(others)}: ${text(sum)} ${sum <= room ? '≤' : '>'} ${text(window)} − ${text(cost)} = ${text(room)}`,
      referenceOf('core-demand-carried'),
    );
  },
  'core-demand': ({ core, tightest }) =>
    toldStep(
      t('Demand of core {core} before each of its deadlines', { core: core ?? '' }),
      t('{inequality} for all t', { inequality: 'Σ max(0, ⌊(t − Δ)/Π⌋ + 1)·Θ′ ≤ t' }),
      tightest === null
        ? t('no single margin is computed')
        : t('tightest at t = {time}: {comparison}', {
            time: text(tightest.time),
            comparison: `${sumText(tightest.terms.map(jobsTerm))} = ${text(tightest.demand)} ${tightest.demand <= tightest.time ? '≤' : '>'} ${text(tightest.time)}`,
          }),
      referenceOf('core-demand'),
    ),
  'core-response': ({ core, carried, cost, period, deadline, before, response }) =>
    toldStep(
      t('When it has had its budget on core {core}', { core: core ?? '' }),
      `R = Θ′ + Σ_hp ⌈(R${carried ? ' + Π_j − Θ′_j' : ''})/Π_j⌉·Θ′_j ≤ Δ`,
      response === null
        ? t('not within its period of {period}, after {vcpus}', {
            period: text(period),
            vcpus: before.join(', ') || t('nobody'),
          })
        : `${sumText([text(cost), ...response.terms.map(jobsTerm)])} = ${text(response.time)} ${response.time <= deadline ? '≤' : '>'} ${text(deadline)}`,
      referenceOf(carried ? 'core-responses-carried' : 'core-responses'),
    ),
  ...globalHostSteps,
  'host-verdict': ({ core, verdict, margin }) =>
    toldStep(
      core === null ? t('Verdict on its machine') : t('Verdict on core {core}', { core }),
      t('its budget comes within its deadline'),
      verdict.kind === 'schedulable' && margin !== null
        ? t('schedulable, {margin} left before its deadline by the test', { margin: text(margin) })
        : verdictText(verdict),
    ),
  'late-run': ({ late }) =>
    toldStep(
      t('A run in which {vcpu} misses', { vcpu: vcpuLabel(late.vcpu) }),
      t('switches cost nothing, and times count from the start of the run'),
      [...late.run.vcpus.map(partText), lateText(late)].join('; '),
    ),
  'own-cores': ({ vcpus, cores, shared }) =>
    toldStep(
      t('A core for each VCPU'),
      t('VCPUs ≤ m, and no two on one core'),
      [
        `${vcpus} ${vcpus <= cores ? '≤' : '>'} ${cores}`,
        ...shared.map((each) =>
          t('core {core} has {vcpus}', {
            core: each.core,
            vcpus: allOf(each.vcpus.map(vcpuLabel)),
          }),
        ),
      ].join('; '),
    ),
  frame: ({ core, majorFrame, windows }) =>
    toldStep(
      core === null
        ? t('The windows of a major frame of {frame}', { frame: text(majorFrame) })
        : t('The windows of core {core} in a major frame of {frame}', {
            core,
            frame: text(majorFrame),
          }),
      t('at + length ≤ the next one’s at, and the last one’s ≤ the frame'),
      windows
        .map(({ vcpu, at, end }) => `${vcpuLabel(vcpu)} ${text(at)}–${text(end)}`)
        .join(', ') || t('none'),
    ),
  'windows-verdict': ({ vcpu, verdict, margin }) =>
    toldStep(
      t('{vcpu} on its windows', { vcpu: vcpuLabel(vcpu) }),
      t('its supply serves its tasks'),
      verdict.kind === 'schedulable' && margin !== null
        ? t('schedulable, {margin} to spare at its tightest', { margin: text(margin) })
        : verdictText(verdict),
    ),
};
