import {
  declaredAlready,
  malformed,
  noCore,
  stillRunning,
  tooOld,
} from '../messages/library/reasons.ts';
import { type Sayings, say } from '../messages/say.ts';
import { stepReasonText } from '../messages/scenario/step-reason.ts';
import type { StepReason } from '../scheduling/model/step-reason.ts';
import type { OwnReason, Reason } from './answer.ts';

const sentences: Sayings<OwnReason> = {
  malformed: ({ path, fault }) => malformed(path, fault),
  'too-old': ({ last }) => tooOld(last),
  'declared-already': ({ domain }) => declaredAlready(domain),
  'no-core': ({ machine, core }) => noCore(machine, core),
  'still-running': ({ domain }) => stillRunning(domain),
};

/** The reason for a refusal as a clause. */
export function reasonSentence(reason: Reason): string {
  return isOwn(reason) ? say(sentences, reason) : stepReasonText(reason satisfies StepReason);
}

function isOwn(reason: Reason): reason is OwnReason {
  return Object.hasOwn(sentences, reason.kind);
}
