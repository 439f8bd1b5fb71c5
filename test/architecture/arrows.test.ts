import { describe, expect, it } from 'vitest';
import { importsOf, type Source, sourcesOf, withoutComments } from './sources.ts';

/**
 * The permitted imports of a room's files: paths from the root of the repository, and packages by
 * name.
 */
interface Room {
  readonly folder: string;
  readonly may: readonly RegExp[];
}

const editorFree = [/^langium(\/|$)/, /^vscode-languageserver/, /^vscode-jsonrpc$/];

const rooms: readonly Room[] = [
  { folder: 'scheduling', may: [/^scheduling\//] },
  { folder: 'messages', may: [/^messages\//, /^scheduling\//, /^@vscode\/l10n$/] },
  { folder: 'language', may: [/^language\//, /^scheduling\//, /^messages\//, ...editorFree] },
  {
    folder: 'formats',
    may: [/^formats\//, /^scheduling\//, /^messages\//, /^@bufbuild\/protobuf/],
  },
  {
    folder: 'server',
    may: [
      /^server\//,
      /^language\//,
      /^scheduling\//,
      /^messages\//,
      /^formats\//,
      /^node:/,
      /^valibot$/,
      ...editorFree,
    ],
  },
  {
    folder: 'library',
    may: [
      /^library\//,
      /^language\//,
      /^scheduling\//,
      /^messages\//,
      /^valibot$/,
      /^langium$/,
      /^vscode-languageserver-types$/,
    ],
  },
  { folder: 'assistants', may: [/^assistants\//, /^node:/] },
  {
    folder: 'cli',
    may: [
      /^cli\//,
      /^assistants\//,
      /^@modelcontextprotocol\/sdk\//,
      /^language\//,
      /^scheduling\//,
      /^messages\//,
      /^formats\//,
      /^node:/,
      /^commander$/,
      /^diff$/,
      ...editorFree,
      /^package\.json$/,
    ],
  },
  {
    folder: 'client',
    may: [
      /^client\//,
      /^assistants\//,
      /^node:(child_process|path)$/,
      /^server\/protocol(-schemas)?\.ts$/,
      /^scheduling\//,
      /^messages\//,
      /^formats\//,
      /^vscode$/,
      /^vscode-languageclient/,
      /^valibot$/,
      /^lit-html/,
    ],
  },
];

function forbidden({ folder, may }: Room, sources: readonly Source[]): readonly string[] {
  return sources
    .filter(({ path }) => path.startsWith(`${folder}/`))
    .flatMap(({ path, imports }) =>
      imports
        .filter((module) => !may.some((allowed) => allowed.test(module)))
        .map((module) => `${path} → ${module}`),
    );
}

describe('the arrows between the rooms', () => {
  for (const room of rooms) {
    it(`${room.folder}/ imports what it may`, () => {
      const sources = sourcesOf(room.folder);
      expect(sources.length).toBeGreaterThan(0);
      expect(forbidden(room, sources)).toEqual([]);
    });
  }

  it('the webview does not know VS Code, and the rest does not know the webview', () => {
    const client = sourcesOf('client');
    const inside = client.filter(({ path }) => path.startsWith('client/timeline/'));
    expect(
      inside
        .filter(({ imports }) =>
          imports.some((module) => /^vscode|^client\/(?!timeline\/)/.test(module)),
        )
        .map(({ path }) => path),
    ).toEqual([]);
    expect(
      client
        .filter(({ path }) => !path.startsWith('client/timeline/'))
        .flatMap(({ path, imports }) =>
          imports
            .filter((module) => /^client\/timeline\/(?!protocol|messages)/.test(module))
            .map((module) => `${path} → ${module}`),
        ),
    ).toEqual([]);
  });

  // The TypeScript configuration of scheduling/ lacks all other names of Node and of browsers.
  it('the science knows neither clock nor chance', () => {
    const found = sourcesOf('scheduling').flatMap(({ path, text }) => {
      const [what] = withoutComments(text).match(/\b(?:Date|Math\.random)\b/) ?? [];
      return what === undefined ? [] : [`${path}: ${what}`];
    });
    expect(found).toEqual([]);
  });
});

describe('an arrow that is broken is found', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['scheduling/a.ts', "import { readFileSync } from 'node:fs';", 'node:fs'],
    ['scheduling/deep/a.ts', "import type { X } from '../../language/x.ts';", 'language/x.ts'],
    ['language/a.ts', "import {\n  a,\n  b,\n} from '../server/b.ts';", 'server/b.ts'],
    ['formats/a.ts', "export { a } from '../cli/a.ts';", 'cli/a.ts'],
    ['client/a.ts', "import '../server/main-node.ts';", 'server/main-node.ts'],
    ['cli/a.ts', "const a = await import('../client/a.ts');", 'client/a.ts'],
    ['server/a.ts', "import * as vscode from 'vscode';", 'vscode'],
    ['library/a.ts', "import { readFileSync } from 'node:fs';", 'node:fs'],
  ];

  it.each(cases)('%s: %s', (path, text, module) => {
    const source = { path, text, lines: 1, imports: importsOf(path, text) };
    expect(source.imports).toEqual([module]);
    const room = rooms.find(({ folder }) => path.startsWith(`${folder}/`));
    expect(room && forbidden(room, [source])).toEqual([`${path} → ${module}`]);
  });

  it('but not one in a comment', () => {
    expect(importsOf('scheduling/a.ts', "// import 'node:fs';\n/* import 'node:fs'; */\n")).toEqual(
      [],
    );
  });
});
