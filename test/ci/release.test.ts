import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { releaseOf } from '../../scripts/release/release.ts';

const changelog =
  '# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-12-01\n\n### Added\n\n- One.\n\n## [0.1.0] - 2026-11-29\n\n- First.\n';

describe('a release', () => {
  test('has the notes of its section', () =>
    expect(releaseOf('v0.2.0', '0.2.0', changelog)).toEqual({
      notes: '### Added\n\n- One.\n',
      isPrerelease: false,
    }));

  test('with an odd minor version is a pre-release', () =>
    expect(releaseOf('v0.1.0', '0.1.0', changelog)).toMatchObject({ isPrerelease: true }));

  test.each([
    ['v0.2.1', '0.2.0', 'The tag is v0.2.1, and package.json has the version 0.2.0.'],
    ['v0.3.0', '0.3.0', 'CHANGELOG.md has no section on 0.3.0.'],
  ])('is refused where tag %s and version %s do not fit', (tag, version, fault) =>
    expect(releaseOf(tag, version, changelog)).toEqual({ fault }),
  );

  test('of the present version can be made', () => {
    const { version } = packageJson;
    const present = releaseOf(`v${version}`, version, readFileSync('CHANGELOG.md', 'utf8'));
    expect(present).toHaveProperty('notes');
  });
});
