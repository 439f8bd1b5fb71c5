/** The words that open a declaration or a member. As names they stand in double quotes. */
export const reservedWords: ReadonlySet<string> = new Set([
  'import',
  'overheads',
  'machine',
  'taskset',
  'domain',
  'scenario',
  'vcpu',
  'task',
  'run',
  'at',
  'switch',
  'window',
]);

const plainName = /^[A-Za-z_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?$/;

/** Whether a name can be written without quotes. */
export function isPlainName(name: string): boolean {
  return plainName.test(name) && !reservedWords.has(name);
}

/** Whether any name can be written at all: quotes allow everything but `"` and a line end. */
export function isWritableName(name: string): boolean {
  return name.length > 0 && !/["\r\n]/.test(name);
}

/** A name as it stands in a file: in quotes where it needs them. */
export function writtenName(name: string): string {
  return isPlainName(name) ? name : `"${name}"`;
}

/**
 * The words that mean kinds where a switch is described; as names of domains they stand in quotes
 * there.
 */
const switchKinds: ReadonlySet<string> = new Set(['dom0', 'guest', 'idle', 'any']);

/** A domain's name as it stands at one end of a switch. */
export function writtenSwitchEnd(name: string): string {
  return switchKinds.has(name) ? `"${name}"` : writtenName(name);
}

/** What a name or a quoted text in a file stands for: `"a"` and `a` are the same name. */
export function nameOf(text: string): string {
  return text.length >= 2 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
}
