/** The words that open a declaration or a member. Names equal to them need double quotes. */
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

/** Whether a name can be written at all: quotes allow everything except `"` and a line end. */
export function isWritableName(name: string): boolean {
  return name.length > 0 && !/["\r\n]/.test(name);
}

/** The written form of a name: in quotes where it needs them. */
export function writtenName(name: string): string {
  return isPlainName(name) ? name : `"${name}"`;
}

/** The words for kinds of domains in a switch. Domains with such names need quotes there. */
const switchKinds: ReadonlySet<string> = new Set(['dom0', 'guest', 'idle', 'any']);

/** The written form of a domain's name at one end of a switch. */
export function writtenSwitchEnd(name: string): string {
  return switchKinds.has(name) ? `"${name}"` : writtenName(name);
}

/** The name that a written text stands for: `"a"` and `a` are the same name. */
export function nameOf(text: string): string {
  return text.length >= 2 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
}
