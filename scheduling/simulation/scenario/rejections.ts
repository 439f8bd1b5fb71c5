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
}

/** A step that is refused after it was admitted. */
export interface Rejected {
  readonly index: number;
  readonly reason: StepReason;
}

/**
 * The admitted steps, so that one which waits too long can be taken back: the state is what it
 * would be without it, and those that wait and would not have been admitted then are refused, too.
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

  /** The state without a step, in ns after `waited`, and the steps that are refused with it. */
  without(
    step: number,
    waited: number,
    waits: (index: number) => boolean,
  ): { readonly state: SystemState; readonly refused: readonly Rejected[] } {
    const place = this.steps.findIndex(
      ({ index, actions }) => index <= step && step < index + actions.length,
    );
    const first = this.steps[place];
    if (first === undefined) throw new RangeError('a step that was not admitted');
    const refused: Rejected[] = [];
    const refuse = ({ index, actions }: Admitted, reason: StepReason): void => {
      for (let each = index; each < index + actions.length; each++)
        refused.push({ index: each, reason });
    };
    refuse(first, { kind: 'never-quiet', waited });
    const kept: Admitted[] = [];
    let state = first.before;
    for (const steps of this.steps.slice(place + 1)) {
      const before = state;
      const { actions, at, index } = steps;
      const result = admitTogether(state, actions, { ...this.options, at });
      if (result.admitted) {
        state = result.state;
        kept.push({ ...steps, before });
      } else if (actions.some((_, each) => waits(index + each))) refuse(steps, result.reason);
    }
    this.steps = [...this.steps.slice(0, place), ...kept];
    return { state, refused };
  }
}
