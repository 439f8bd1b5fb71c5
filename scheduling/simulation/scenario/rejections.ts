import type { Action } from '../../model/model.ts';
import type { StepReason } from '../../model/step-reason.ts';
import { type AdmitOptions, admitTogether } from '../../scenario/admit.ts';
import type { SystemState } from '../../scenario/state.ts';

/** Steps that were admitted as one. */
export interface Admitted {
  /** The first of them. */
  readonly index: number;
  readonly actions: readonly Action[];
  readonly at: number;
  /** The state before it. */
  readonly before: SystemState;
  /** The number of their changes, which waited at first. */
  readonly changes: number;
}

/** A step that is refused after it was admitted. */
export interface Rejected {
  readonly index: number;
  readonly reason: StepReason;
}

/** Whether an action has effect as soon as it is admitted, so that nothing takes it back. */
const atOnce: Readonly<Record<Action['kind'], boolean>> = {
  ...{ start: false, stop: true, add: false, remove: true, set: false, migrate: false, plan: true },
};

/**
 * The admitted steps, so that one which waits too long can be taken back: the state is what it
 * would be without it, and those that wait and would not have been admitted then are refused, too.
 * Nothing takes back steps of which a part is in force.
 */
export class Rejections {
  private readonly options: AdmitOptions;
  private steps: readonly Admitted[] = [];

  constructor(options: AdmitOptions) {
    this.options = options;
  }

  admitted(steps: Admitted): void {
    this.steps = [...this.steps, steps];
  }

  /**
   * The state without a step that has waited so long, in ns, and the steps that are refused with
   * it; `null` if a part of them is in force, so that they go on waiting. `waiting` tells how many
   * changes of a step wait.
   */
  without(
    step: number,
    waited: number,
    waiting: (index: number) => number,
  ): { readonly state: SystemState; readonly refused: readonly Rejected[] } | null {
    const place = this.steps.findIndex(
      ({ index, actions }) => index <= step && step < index + actions.length,
    );
    const first = this.steps[place];
    if (first === undefined) throw new RangeError('a step that was not admitted');
    const waitingOf = ({ index, actions }: Admitted): number =>
      actions.reduce((sum, _, each) => sum + waiting(index + each), 0);
    const isWhole = (steps: Admitted): boolean =>
      waitingOf(steps) === steps.changes && !steps.actions.some(({ kind }) => atOnce[kind]);
    const refused: Rejected[] = [];
    const refuse = ({ index, actions }: Admitted, reason: StepReason): void => {
      for (let each = index; each < index + actions.length; each++)
        refused.push({ index: each, reason });
    };
    if (!isWhole(first)) return null;
    refuse(first, { kind: 'never-quiet', waited });
    const kept: Admitted[] = [];
    let state = first.before;
    for (const steps of this.steps.slice(place + 1)) {
      const before = state;
      const { actions, at } = steps;
      const result = admitTogether(state, actions, { ...this.options, at });
      if (result.admitted) {
        state = result.state;
        kept.push({ ...steps, before });
      } else if (waitingOf(steps) > 0) {
        if (!isWhole(steps)) return null;
        refuse(steps, result.reason);
      }
    }
    this.steps = [...this.steps.slice(0, place), ...kept];
    return { state, refused };
  }
}
