import { askStreaming } from './dom0-requests.ts';

/**
 * `in-dom0.ts FOLDER COMMAND…` runs a command in the Dom0 of a booted lab, as `ssh dom0 COMMAND…`
 * would: the words of the command are joined by blanks and read by Dom0's shell, and input and
 * output pass through while it runs.
 */
const [folder = '', ...command] = process.argv.slice(2);
const { stdin, stdout, stderr } = process;
const { status, err } = await askStreaming(folder, command.join(' '), stdin, stdout);
stderr.write(err);
process.exitCode = status;
