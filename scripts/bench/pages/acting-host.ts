import type { ToPage } from '../../../client/timeline/messages.ts';

/** The parts of its host that the page finds. */
export interface ActingHost {
  /** The state kept from before a reload. */
  readonly state: object | null;
  /** The messages to send as soon as the page listens. */
  readonly first: ToPage | null;
  /** Custom properties of a theme, without `--vscode-`. */
  readonly theme: Readonly<Record<string, string>>;
  /** The address that hears of the first run on the screen, or of an error; `null` for none. */
  readonly report: string | null;
}

/**
 * Runs in the page before its own scripts, in the place of VS Code. It may use nothing from outside
 * this function.
 */
export function actAsHost({ state, first, theme, report }: ActingHost): void {
  const sent: unknown[] = [];
  const host = window as unknown as Record<string, unknown>;
  let kept: unknown = state;
  host.sentMessages = sent;
  host.keptState = () => kept;
  host.acquireVsCodeApi = () => ({
    postMessage: (message: { type: string }) => {
      sent.push(message);
      if (message.type === 'ready' && first !== null) window.postMessage(first, '*');
    },
    getState: () => kept,
    setState: (next: unknown) => {
      kept = next;
    },
  });
  const tell = (what: string, value: string): void => {
    if (report !== null) void fetch(`${report}?${what}=${encodeURIComponent(value)}`);
  };
  window.addEventListener('error', ({ message }) => tell('error', message));
  document.addEventListener('securitypolicyviolation', ({ blockedURI }) =>
    tell('error', `blocked ${blockedURI}`),
  );
  // A drawn frame is on the screen when the task after the next frame begins.
  const { port1, port2 } = new MessageChannel();
  const presented = new MutationObserver(() => {
    presented.disconnect();
    requestAnimationFrame(() => port2.postMessage(null));
  });
  port1.onmessage = () => {
    host.presentedAt = performance.now();
    tell('presented', String(host.presentedAt));
  };
  document.addEventListener('DOMContentLoaded', () => {
    presented.observe(document.body, { attributeFilter: ['data-painted-at'] });
    for (const [name, value] of Object.entries(theme)) {
      document.documentElement.style.setProperty(`--vscode-${name}`, value);
    }
  });
}
