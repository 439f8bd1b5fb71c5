import { type ChildProcess, spawn } from 'node:child_process';
import * as v from 'valibot';
import { type HostReport, hostReportSchema } from './host-report.ts';

export interface HostProcessParts {
  /** The path of the command's bundle. */
  readonly command: string;
  readonly args: readonly string[];
  /** The language of the sentences in reports. */
  readonly language: string;
  hear(report: HostReport): void;
  /** The process ended without being asked to, with the last that it said. */
  ended(said: string): void;
}

/** The characters of an error that are kept. */
const longestError = 2_000;

/**
 * `hypersched monitor` as a process of its own. It polls, and it comes back to a lost host by
 * itself; here its reports are read.
 */
export class HostProcess {
  readonly #child: ChildProcess;
  readonly #parts: HostProcessParts;
  #line = '';
  #said = '';
  #isOver = false;

  constructor(parts: HostProcessParts) {
    this.#parts = parts;
    const { command, args, language } = parts;
    this.#child = spawn(process.execPath, [command, 'monitor', '--format', 'json', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      // On the desktop the extension host is Electron, which this variable makes a Node.
      env: {
        ...process.env,
        ELECTRON_RUN_AS_NODE: '1',
        NO_COLOR: '1',
        LC_ALL: `${language}.UTF-8`,
      },
    });
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => this.#take(text));
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#said = (this.#said + text).slice(-longestError);
    });
    this.#child.on('error', ({ message }) => this.#end(message));
    this.#child.on('close', () => this.#end(this.#said.trim()));
  }

  stop(): void {
    this.#isOver = true;
    this.#child.kill('SIGTERM');
  }

  #take(text: string): void {
    const lines = (this.#line + text).split('\n');
    this.#line = lines.pop() ?? '';
    for (const line of lines) if (!this.#isOver) this.#parts.hear(reportIn(line));
  }

  #end(said: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#parts.ended(said);
  }
}

/** @throws if the line is no report; both sides come from one package. */
function reportIn(line: string): HostReport {
  return v.parse(hostReportSchema, JSON.parse(line));
}
