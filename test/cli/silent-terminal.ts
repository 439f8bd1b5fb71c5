import { plain, type Terminal } from '../../cli/terminal.ts';

/** A terminal that says nothing and hears nothing. */
export const silent: Terminal = {
  out: () => {},
  err: () => {},
  input: (async function* () {})(),
  style: plain,
  during: (_, work) => work(),
  finish: () => {},
};
