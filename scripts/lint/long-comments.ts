import { commentIn } from './comment-in.ts';
import type { SourceText } from './source-text.ts';

const WIDTH = 100;

/** The lines with a comment wider than {@link WIDTH} columns, as `path:line`. */
export function longComments({ path, text }: SourceText): readonly string[] {
  return text.split('\n').flatMap((line, index) => {
    return commentIn(line) !== null && line.length > WIDTH
      ? [`${path}:${index + 1}: a comment wider than ${WIDTH} columns: wrap it`]
      : [];
  });
}
