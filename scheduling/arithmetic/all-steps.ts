/** The result of work that can pause between its steps, done without a pause. */
export function allSteps<Result>(work: Generator<void, Result>): Result {
  let step = work.next();
  while (step.done !== true) step = work.next();
  return step.value;
}
