import * as v from 'valibot';
import { commands, Disposable } from 'vscode';
import { elementSchema } from '../../server/protocol-schemas.ts';
import type { SimulatePanels } from '../simulate/simulate-panels.ts';
import { laneActions } from '../timeline/messages.ts';

/** The lane that VS Code hands over; it has other data besides. */
const contextSchema = v.object({ element: elementSchema });

/** The commands of the timeline's context menu, which the page in front carries out. */
export function registerLaneCommands(panels: SimulatePanels): Disposable {
  return Disposable.from(
    ...laneActions.map((action) =>
      commands.registerCommand(`hypersched.lane.${action}`, (context: unknown) => {
        const read = v.safeParse(contextSchema, context);
        if (read.success) panels.active?.act(action, read.output.element);
      }),
    ),
  );
}
