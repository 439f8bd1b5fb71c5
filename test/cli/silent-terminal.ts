import { plain, type Terminal } from '../../cli/terminal.ts';

/** A terminal without output and input. */
export const silent: Terminal = {
  out: () => {},
  err: () => {},
  input: (async function* () {})(),
  style: plain,
  during: (_, work) => work(),
  finish: () => {},
};
