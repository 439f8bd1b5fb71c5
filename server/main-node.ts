import { join } from 'node:path';
import { NodeFileSystem } from 'langium/node';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { regularFilesOf } from '../language/regular-files.ts';
import { boundMemory, boundYoungGeneration } from './bounded-memory.ts';
import { startServer } from './start.ts';
import { nodeWorker } from './worker/start-node.ts';
import { filesOf } from './workspace/client-files.ts';

boundMemory();
const connection = createConnection(ProposedFeatures.all);
const { builder } = startServer(
  connection,
  filesOf(regularFilesOf(NodeFileSystem.fileSystemProvider()), connection),
  nodeWorker(join(import.meta.dirname, 'analysis.js')),
);
builder.onBuilt(boundYoungGeneration);
