import * as v from 'valibot';
import { budgetIsComputed } from '../../messages/client/commands.ts';

const snippetsSchema = v.object({ 'First file': v.object({ body: v.array(v.string()) }) });

/**
 * The body of the snippet of a first file, with its comment in the language of the editor. A file
 * of snippets has one language only.
 */
export function firstFileBody(snippets: string): string {
  const { body } = v.parse(snippetsSchema, JSON.parse(snippets))['First file'];
  return body.map((line) => line.replace(comment, () => `// ${budgetIsComputed()}`)).join('\n');
}

const comment = /\/\/ .*$/;
