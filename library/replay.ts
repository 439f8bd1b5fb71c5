import * as v from 'valibot';
import { replayDiffers } from '../messages/library/faults.ts';
import type { Answer } from './answer.ts';
import { InputFault } from './input-fault.ts';
import { entrySchema } from './schemas/entry-schema.ts';

type Entry = v.InferOutput<typeof entrySchema>;

/**
 * Makes the requests of a journal again, those that were made together in one go. Throws an
 * {@link InputFault} at the first entry that is none, or is answered otherwise than it was.
 */
export function replayJournal(
  entries: Iterable<unknown>,
  ask: (requests: readonly unknown[], at: number) => readonly Answer[],
): void {
  let answered = 0;
  let group: Entry[] = [];
  const askGroup = (): void => {
    const answers = ask(
      group.map(({ request }) => request),
      group[0]?.at ?? 0,
    );
    for (const [index, { admitted }] of group.entries()) {
      answered++;
      if ((answers[index]?.kind === 'admitted') !== admitted)
        throw new InputFault(replayDiffers(answered));
    }
    group = [];
  };
  for (const entry of entries) {
    const read = v.safeParse(entrySchema, entry);
    const together = read.success ? read.output.together : undefined;
    if (together === undefined || together !== group[0]?.together) askGroup();
    if (!read.success) throw new InputFault(replayDiffers(answered + 1));
    group.push(read.output);
  }
  askGroup();
}
