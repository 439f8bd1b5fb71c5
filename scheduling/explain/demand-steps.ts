import { demandBound } from '../demand/demand-bound.ts';
import { guestDemand } from '../demand/guest-demand.ts';
import type { VcpuProblem } from '../guest/problem.ts';
import type { SupplyFunction } from '../supply/supply-function.ts';
import { formatDuration as text } from '../text/duration.ts';
import { type DerivationStep, sumText } from './derivation-step.ts';
import { supplyAt } from './supply-steps.ts';

const DEMAND =
  'Baruah, Rosier & Howell 1990; Zhang & Burns 2009 (QPA); Shin & Lee, ACM TECS 7(3), 2008; Easwaran, Anand & Lee, RTSS 2007';

/** Demand under EDF in a window of length `t` against supply. */
export function demandSteps(
  problem: VcpuProblem,
  supply: SupplyFunction,
  t: number,
): readonly DerivationStep[] {
  const columns = guestDemand(problem, 'safe');
  const terms: string[] = [];
  let blocking = 0;
  problem.tasks.forEach((task, index) => {
    const since = t + task.jitter - task.deadline;
    if (since < 0) return;
    const jobs = Math.floor(since / task.period) + 1;
    terms.push(`${jobs}·${text(columns.cost[index] ?? 0)} (${task.name})`);
    blocking = Math.max(blocking, columns.blocking[index] ?? 0);
  });
  const demand = demandBound(columns).at(t);
  const supplied = supply.sbf(t);
  const held = blocking > 0 && terms.length > 0 ? [`${text(blocking)} (held up)`] : [];
  return [
    {
      kind: 'worded',
      title: `Demand in a window of ${text(t)}`,
      formula: 'dbf(t) + B(t) = Σ max(0, ⌊(t + J − D)/T⌋ + 1)·C + max { b : D − J ≤ t }',
      withNumbers: `${sumText([...terms, ...held]) || '0'} = ${text(demand)}`,
      reference: 'Baruah, Rosier & Howell 1990',
    },
    {
      kind: 'worded',
      title: `Supply in a window of ${text(t)}`,
      formula: 'sbf(t)',
      withNumbers: supplyAt(problem.supply.safe, t, supplied),
      reference: null,
    },
    {
      kind: 'worded',
      title: 'Comparison',
      formula: 'for all t: dbf(t) + B(t) ≤ sbf(t)',
      withNumbers:
        demand <= supplied
          ? `${text(demand)} ≤ ${text(supplied)}, ${text(supplied - demand)} to spare`
          : `${text(demand)} > ${text(supplied)}, ${text(demand - supplied)} missing`,
      reference: DEMAND,
    },
  ];
}
