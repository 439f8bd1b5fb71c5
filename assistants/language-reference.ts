import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Answer, fault, plainAnswer } from './answer.ts';
import type { Tool } from './tool.ts';

/** The pages by their topics, below the folder of the package. */
const pages = {
  overview: 'skills/hypersched/SKILL.md',
  language: 'docs/language.md',
  analysis: 'docs/analysis.md',
  command: 'docs/cli.md',
} as const;

/** The pages on the language, and those behind the codes of findings. */
export const languageReference: Tool = {
  name: 'language_reference',
  title: 'Language reference',
  description:
    'The documentation of the .hsched language. Read `overview` before writing a file. ' +
    'Topics: `overview` (how to write and check a system, with a whole example), `language` (every word), `analysis` (the tests and their literature), `command`, ' +
    'or the code of a finding, such as `guest-unschedulable` or `task/no-vcpu`.',
  inputs: {
    topic: { type: 'string', description: 'Left out: overview.', maxLength: 100 },
  },
  required: [],
  answer: async ({ topic = 'overview' }, { packageFolder }) => {
    const name = String(topic);
    const isPage = (word: string): word is keyof typeof pages => Object.hasOwn(pages, word);
    // A code has no dots, so that it leads to no other folder.
    if (!isPage(name) && !/^[a-z0-9-]+(?:\/[a-z0-9-]+)?$/.test(name)) return noTopic(name);
    const path = isPage(name) ? pages[name] : `docs/codes/${name}.md`;
    try {
      return plainAnswer(await readFile(join(packageFolder, path), 'utf8'));
    } catch {
      return noTopic(name);
    }
  },
};

function noTopic(name: string): Answer {
  const topics = Object.keys(pages).join(', ');
  return fault(`There is no topic ${name}. Topics are ${topics}, and the codes of findings.`);
}
