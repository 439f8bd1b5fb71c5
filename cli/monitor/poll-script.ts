/** The commands of a poll. Each only reads. */
export const pollCommands = [
  ['info'],
  ['list', '--cpupool'],
  ['vcpu-list'],
  ['cpupool-list'],
  ['cpupool-list', '-c'],
  // Without `-v all`, defaults are printed whatever is set.
  ['sched-rtds', '-v', 'all'],
  ['sched-credit'],
  ['sched-credit2'],
].map((words) => ['xl', ...words].join(' '));

/**
 * The lines for a shell that run the commands and print their outputs, each below its command and
 * above its exit status, then `end`. Nothing of a file or of a host stands in them.
 */
export function pollScript(end: string): string {
  const lines = pollCommands.map(
    (command) =>
      `printf '%s\\n' '$ ${command}'; ${command} 2>&1 </dev/null; printf '[exit %s]\\n' "$?"`,
  );
  return `${lines.join('\n')}\nprintf '%s\\n' '${end}'\n`;
}
