import { type BuildOptions, DefaultWorkspaceManager } from 'langium';

/** Reads and checks the whole workspace before any file is opened. */
export class HyperschedWorkspaceManager extends DefaultWorkspaceManager {
  override initialBuildOptions: BuildOptions = { validation: { categories: ['built-in', 'fast'] } };
}
