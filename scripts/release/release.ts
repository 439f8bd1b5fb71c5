/** A release: its notes, and whether VS Code offers it as a pre-release. */
export interface Release {
  readonly notes: string;
  readonly isPrerelease: boolean;
}

/**
 * The release that a tag names, or what is wrong with it. Versions with an odd minor number are
 * pre-releases, since VS Code's marketplace takes no suffix such as `-beta`.
 */
export function releaseOf(
  tag: string,
  version: string,
  changelog: string,
): Release | { readonly fault: string } {
  if (tag !== `v${version}`) {
    return { fault: `The tag is ${tag}, and package.json has the version ${version}.` };
  }
  const sections = changelog.split(/^## /m);
  const section = sections.find((each) => each.startsWith(`[${version}]`));
  if (section === undefined) {
    return { fault: `CHANGELOG.md has no section on ${version}.` };
  }
  const notes = section.slice(section.indexOf('\n') + 1).trim();
  if (notes === '') return { fault: `CHANGELOG.md says nothing about ${version}.` };
  return { notes: `${notes}\n`, isPrerelease: Number(version.split('.')[1]) % 2 === 1 };
}
