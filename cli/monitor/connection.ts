import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import type { PollProblem } from '../../messages/command/monitor.ts';
import { pollScript } from './poll-script.ts';

export type Answer =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'failed'; readonly problem: PollProblem };

/** The characters of an answer that no host exceeds, and those of an error that are kept. */
const longestAnswer = 4_000_000;
const longestError = 500;

/** Windows has no groups of processes. */
const hasGroups = process.platform !== 'win32';

/**
 * A shell on a host, started by a command prefix, that answers one poll at a time. It is over after
 * a failure. The prefix is a list of arguments, which no shell reads here.
 */
export class Connection {
  readonly #child: ChildProcessWithoutNullStreams;
  /** A word that no output has by chance. */
  readonly #word = randomBytes(12).toString('hex');
  #asked = 0;
  #out = '';
  #err = '';
  #over: PollProblem | null = null;
  #hear: ((answer: Answer) => void) | null = null;

  constructor(prefix: readonly string[]) {
    const [command = 'sh', ...args] = [...prefix, 'sh'];
    this.#child = spawn(command, args, { stdio: 'pipe', detached: hasGroups });
    const { stdin, stdout, stderr } = this.#child;
    stdin.on('error', () => {});
    stdout.setEncoding('utf8').on('data', (text: string) => this.#take(text));
    stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#err = (this.#err + text).slice(-longestError);
    });
    this.#child.on('error', ({ message }) =>
      this.#fail({ kind: 'not-started', command, reason: message }),
    );
    this.#child.on('close', (code, signal) =>
      this.#fail({ kind: 'ended', code: String(signal ?? code), said: lastLine(this.#err) }),
    );
    process.once('exit', this.#kill);
  }

  /** Asks for one poll. Without an answer in `patience` ms the connection is ended. */
  ask(patience: number): Promise<Answer> {
    if (this.#over !== null) return Promise.resolve({ kind: 'failed', problem: this.#over });
    return new Promise((resolve) => {
      const timer = setTimeout(
        () => this.#fail({ kind: 'silent', seconds: patience / 1000 }),
        patience,
      );
      this.#hear = (answer) => {
        clearTimeout(timer);
        this.#hear = null;
        resolve(answer);
      };
      this.#asked++;
      this.#out = '';
      this.#child.stdin.write(pollScript(this.#end));
    });
  }

  /** Ends the shell, and with it everything that it started here. */
  end(): void {
    this.#fail({ kind: 'stopped' });
  }

  get #end(): string {
    return `${this.#word} ${this.#asked}`;
  }

  #take(text: string): void {
    if (this.#hear === null) return;
    const from = Math.max(0, this.#out.length - this.#end.length);
    this.#out += text;
    const end = this.#out.indexOf(`${this.#end}\n`, from);
    if (end >= 0) this.#hear({ kind: 'text', text: this.#out.slice(0, end) });
    else if (this.#out.length > longestAnswer) this.#fail({ kind: 'too-much' });
  }

  #fail(problem: PollProblem): void {
    if (this.#over !== null) return;
    this.#over = problem;
    process.off('exit', this.#kill);
    this.#kill();
    this.#hear?.({ kind: 'failed', problem });
  }

  readonly #kill = (): void => {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      if (hasGroups) process.kill(-pid, 'SIGKILL');
      else this.#child.kill('SIGKILL');
    } catch {
      // It has ended already.
    }
  };
}

function lastLine(text: string): string {
  return (text.trim().split('\n').at(-1) ?? '').trim().replace(/\.$/, '');
}
