/** An error of the text of a system, with its line and column from 1. */
export interface TextProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** An input from which no running system can be made. Its message is for people. */
export class InputFault extends Error {
  override readonly name = 'InputFault';
  /** The errors of a text; empty for other inputs. */
  readonly problems: readonly TextProblem[];

  constructor(message: string, problems: readonly TextProblem[] = []) {
    super(message);
    this.problems = problems;
  }
}
