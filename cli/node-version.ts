import { nodeTooOld } from '../messages/command/process.ts';
import packageJson from '../package.json' with { type: 'json' };
import { exitCode } from './exit-code.ts';

/*
 * This module is imported first, for an older Node may lack features that the others need.
 */

const needed = packageJson.engines.node.replace('>=', '');

if (isOlder(process.versions.node, needed)) {
  process.stderr.write(`${nodeTooOld(needed, process.versions.node)}\n`);
  process.exit(exitCode.badUsage);
}

function isOlder(found: string, than: string): boolean {
  const [a, b] = [found, than].map((version) => version.split('.').map(Number));
  const [major = 0, minor = 0] = a ?? [];
  const [neededMajor = 0, neededMinor = 0] = b ?? [];
  return major < neededMajor || (major === neededMajor && minor < neededMinor);
}
