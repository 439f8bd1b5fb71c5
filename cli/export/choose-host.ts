import { hostsOf } from '../../formats/xen/export/make-plan.ts';
import {
  noMachineToExport,
  noSuchMachine,
  whichMachine,
} from '../../messages/formats/xen-export/command.ts';
import type { Analysis } from '../../scheduling/model/analysis.ts';
import { exitCode } from '../exit-code.ts';
import { shown } from '../output/shown.ts';
import type { Terminal } from '../terminal.ts';

/** The host to export: the named one, or the only one. `null` if there is none, which is told. */
export function chooseHost(
  analysis: Analysis,
  named: string | undefined,
  terminal: Terminal,
): string | null {
  const hosts = hostsOf(analysis);
  const [only] = hosts;
  if (named !== undefined && hosts.includes(named)) return named;
  if (named === undefined && hosts.length === 1 && only !== undefined) return only;
  const why =
    only === undefined
      ? noMachineToExport()
      : named === undefined
        ? whichMachine(hosts)
        : noSuchMachine(named, hosts);
  terminal.err(`error: ${shown(why)}\n`);
  terminal.finish(only === undefined ? exitCode.badText : exitCode.badUsage);
  return null;
}
