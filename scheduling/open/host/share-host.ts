import type { HostServer } from '../../host/server.ts';
import type { HostAnswer, HostChange, OpenHost } from './open-host.ts';

/** A machine that shares its cores by weight. It promises nothing, so it has no test to fail. */
export class ShareHost implements OpenHost {
  change({ coming }: HostChange): HostAnswer {
    return { fits: true, placed: coming, asRemembered: true };
  }

  swap(): boolean {
    return true;
  }

  restore(): void {}

  on(): readonly HostServer[] {
    return [];
  }

  isProven(): boolean {
    return true;
  }

  keep(): void {}

  undo(): void {}
}
