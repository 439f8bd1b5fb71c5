import { type BuildOptions, DefaultWorkspaceManager } from 'langium';

/** Reads the workspace and has all of it checked before any file is opened. */
export class HyperschedWorkspaceManager extends DefaultWorkspaceManager {
  override initialBuildOptions: BuildOptions = { validation: { categories: ['built-in', 'fast'] } };
}
