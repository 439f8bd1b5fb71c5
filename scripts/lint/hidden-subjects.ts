import { commentIn } from './comment-in.ts';
import type { SourceText } from './source-text.ts';

/** A sentence that begins with one of these words hides its subject. */
const START = /(?:^\s*(?:- )?|[.!?]\)?\s+)\(?(Of|What|So|Why|Where there (?:is|are))\b/;

/** The comments with a sentence that does not begin with its subject, as `path:line`. */
export function hiddenSubjects({ path, text }: SourceText): readonly string[] {
  return text.split('\n').flatMap((line, index) => {
    const word = START.exec(commentIn(line) ?? '')?.[1];
    return word === undefined
      ? []
      : [
          `${path}:${index + 1}: a comment's sentence begins with "${word}": name the subject first`,
        ];
  });
}
