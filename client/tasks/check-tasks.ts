import * as v from 'valibot';
import {
  type Disposable,
  ProcessExecution,
  RelativePattern,
  Task,
  TaskGroup,
  TaskPanelKind,
  TaskRevealKind,
  tasks,
  type WorkspaceFolder,
  workspace,
} from 'vscode';
import { checkTask, watchTask } from '../../messages/client/tasks.ts';

const definitionSchema = v.object({
  type: v.literal('hypersched'),
  command: v.literal('check'),
  files: v.exactOptional(v.array(v.string())),
  watch: v.exactOptional(v.boolean()),
  expect: v.exactOptional(v.boolean()),
});

type Definition = v.InferOutput<typeof definitionSchema>;

/**
 * Tasks of type `hypersched`, which run the command that comes with the extension: for each folder
 * one that checks all its files, one that goes on checking them, and those of `tasks.json`.
 */
export function registerCheckTasks(command: string): Disposable {
  return tasks.registerTaskProvider('hypersched', {
    provideTasks: async () => {
      const folders = workspace.workspaceFolders ?? [];
      const found = await Promise.all(
        folders.map((folder) =>
          Promise.all(
            [false, true].map((watch) =>
              checkTaskOf({ type: 'hypersched', command: 'check', watch }, folder, command),
            ),
          ),
        ),
      );
      return found.flat().filter((task) => task !== undefined);
    },
    resolveTask: ({ definition, scope }) => {
      const read = v.safeParse(definitionSchema, definition);
      if (!read.success || typeof scope !== 'object') return undefined;
      // VS Code finds the task again by its definition, which must be the same object.
      return checkTaskOf(read.output, scope, command, definition as Definition);
    },
  });
}

/** The task, or undefined where the folder has no file for it. */
async function checkTaskOf(
  { files = ['**/*.hsched'], watch = false, expect = false }: Definition,
  folder: WorkspaceFolder,
  command: string,
  definition: Definition = { type: 'hypersched', command: 'check', watch },
): Promise<Task | undefined> {
  const patterns = files.map((pattern) => new RelativePattern(folder, pattern));
  const found = await Promise.all(patterns.map((pattern) => workspace.findFiles(pattern)));
  const paths = [...new Set(found.flat().map((uri) => workspace.asRelativePath(uri, false)))];
  if (paths.length === 0) return undefined;
  const options = [...(watch ? ['--watch'] : []), ...(expect ? ['--expect'] : [])];
  const task = new Task(
    definition,
    folder,
    watch ? watchTask() : checkTask(),
    'hypersched',
    // On the desktop the extension host is Electron, which this variable makes a Node.
    new ProcessExecution(process.execPath, [command, 'check', ...options, ...paths.toSorted()], {
      cwd: folder.uri.fsPath,
      env: { ELECTRON_RUN_AS_NODE: '1' },
    }),
    watch ? '$hypersched-watch' : '$hypersched',
  );
  task.group = TaskGroup.Build;
  task.isBackground = watch;
  task.presentationOptions = { reveal: TaskRevealKind.Silent, panel: TaskPanelKind.Dedicated };
  return task;
}
