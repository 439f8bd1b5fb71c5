import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, chromiumFlags } from '../../debian/chromium.ts';

/** The rest in ms for a browser that has just started, until its own pages and processes run. */
const REST = 3000;

/**
 * A Chromium without an attached debugger while its pages load. A test driver stops each worker at
 * its start until the driver lets it go on.
 */
export class BareBrowser {
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #address: string;

  private constructor(process: ChildProcess, profile: string, address: string) {
    this.#process = process;
    this.#profile = profile;
    this.#address = address;
  }

  /** Resolves when the browser has come to rest with a drawn page. */
  static async launch(width: number, height: number): Promise<BareBrowser> {
    const profile = mkdtempSync(join(tmpdir(), 'hypersched-'));
    const flags = [
      ...chromiumFlags,
      ...['--headless=new', '--remote-debugging-port=0', '--remote-allow-origins=*'],
      ...[`--user-data-dir=${profile}`, `--window-size=${width},${height}`],
    ];
    const program = spawn(chromium(), [...flags, 'data:text/html,<p>Text'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const address = await debuggingAddress(program);
    await pause(REST);
    return new BareBrowser(program, profile, address);
  }

  /** Opens a page in front and returns its id. */
  async open(url: string): Promise<string> {
    const response = await fetch(`${this.#address}/json/new?${url}`, { method: 'PUT' });
    const { id } = (await response.json()) as { id: string };
    return id;
  }

  async closePage(id: string): Promise<void> {
    await fetch(`${this.#address}/json/close/${id}`);
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill();
    await ended;
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

function debuggingAddress({ stderr }: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    stderr?.on('data', (data) => {
      text += String(data);
      const found = /DevTools listening on ws:\/\/([^/]+)\//.exec(text)?.[1];
      if (found !== undefined) resolve(`http://${found}`);
    });
    stderr?.once('close', () => reject(new Error(`Chromium ended at once:\n${text}`)));
  });
}
