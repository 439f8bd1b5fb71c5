import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { manifest } from '../support/manifest.ts';

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const { contributes, main, browser, icon, activationEvents } = manifest();

type Icon = Readonly<Record<'light' | 'dark', string>>;

/** A step of a walkthrough, with a picture for each kind of theme. */
interface Step {
  readonly media: { readonly image: Readonly<Record<'light' | 'dark' | 'hc' | 'hcLight', string>> };
}

describe('package.json', () => {
  it('points at files that are there', () => {
    const paths: string[] = [
      icon,
      ...contributes.grammars.map(({ path }: { path: string }) => path),
      ...contributes.snippets.map(({ path }: { path: string }) => path),
      ...contributes.languages.flatMap(({ icon: { light, dark } }: { icon: Icon }) => [
        light,
        dark,
      ]),
      ...contributes.walkthroughs.flatMap(({ steps }: { steps: readonly Step[] }) =>
        steps.flatMap(({ media }) => Object.values(media.image)),
      ),
      ...contributes.languages.map(({ configuration }: { configuration: string }) => configuration),
    ];
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
    expect([main, browser]).toEqual([
      './dist/client/extension.cjs',
      './dist/client/extension-web.js',
    ]);
  });

  it('says every text for people by its key, and every key is used', () => {
    const keys = readFileSync('package.json', 'utf8').matchAll(/"%([^"%]+)%"/g);
    expect(new Set([...keys].map(([, key]) => key))).toEqual(
      new Set(Object.keys(read('package.nls.json'))),
    );
    const named = [
      ...contributes.commands.map(({ title }: { title: string }) => title),
      ...contributes.views.hypersched.map(({ name }: { name: string }) => name),
    ];
    expect(named.filter((text) => /%/.test(text))).toEqual([]);
  });

  it('wakes the extension with the language', () =>
    expect(activationEvents).toContain('onLanguage:hypersched'));

  it('describes every setting and gives it a scope and a default', () => {
    const settings: Record<string, Record<string, unknown>> = contributes.configuration.properties;
    for (const [name, setting] of Object.entries(settings)) {
      expect(name).toMatch(/^hypersched\./);
      expect(setting.markdownDescription, name).toMatch(/\.$/);
      expect(setting, name).toHaveProperty('scope');
      expect(setting, name).toHaveProperty('default');
    }
  });

  it('puts every command into one category', () => {
    for (const { command, category } of contributes.commands) {
      expect(command).toMatch(/^hypersched\.[a-zA-Z.]+$/);
      expect(category).toBe('Hypersched');
    }
  });

  it('reads the lines that `hypersched check` prints', () => {
    const [{ pattern }] = contributes.problemMatchers;
    const line =
      'examples/paper-testbed.hsched:34:3: error: actuate can miss its 15 ms deadline [guest-unschedulable]';
    const found = new RegExp(pattern.regexp).exec(line) ?? [];
    const { file, line: at, column, severity, message, code } = pattern;
    expect(
      [file, at, column, severity, message, code].map((group: number) => found[group]),
    ).toEqual([
      'examples/paper-testbed.hsched',
      '34',
      '3',
      'error',
      'actuate can miss its 15 ms deadline',
      'guest-unschedulable',
    ]);
  });
});

describe('the language configuration', () => {
  const { wordPattern, indentationRules } = read('language-configuration.json');

  it.each([
    ['guest1.v0', ['guest1', 'v0']],
    ['core-i7-920 {', ['core-i7-920']],
    ['flight-control.v0', ['flight-control', 'v0']],
    ['dom0 -> guest', ['dom0', 'guest']],
    ['period 2.3ms', ['period', '2.3', 'ms']],
    ['soft misses 1%', ['soft', 'misses', '1']],
  ])('finds the words of %s', (text, words) => {
    const found = [...text.matchAll(new RegExp(wordPattern, 'g'))].map(([word]) => word);
    expect(found).toEqual(words);
  });

  it.each([
    ['machine m {', true],
    ['machine m { // braces', true],
    ['machine m { cores 1 }', false],
    ['// machine m {', false],
    ['domain "a {" on m', false],
  ])('indents after %s: %s', (line, indents) => {
    expect(new RegExp(indentationRules.increaseIndentPattern).test(line)).toBe(indents);
  });
});

describe('the examples', () => {
  it('are there to be opened first', () => {
    expect(readdirSync('examples')).toContain('paper-testbed.hsched');
  });
});
