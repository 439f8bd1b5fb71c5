import { ask } from './dom0-requests.ts';

/**
 * `in-dom0.ts FOLDER COMMAND…` runs a command in the Dom0 of a booted lab, as `ssh dom0 COMMAND…`
 * would: the words of the command are joined by blanks and read by Dom0's shell.
 */
const [folder = '', ...command] = process.argv.slice(2);
const { status, out, err } = await ask(folder, command.join(' '));
process.stdout.write(out);
process.stderr.write(err);
process.exitCode = status;
