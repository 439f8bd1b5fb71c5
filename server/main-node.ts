import { join } from 'node:path';
import { NodeFileSystem } from 'langium/node';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { regularFilesOf } from '../language/regular-files.ts';
import { startServer } from './start.ts';
import { nodeWorker } from './worker/start-node.ts';
import { filesOf } from './workspace/client-files.ts';

const connection = createConnection(ProposedFeatures.all);
const local = regularFilesOf(NodeFileSystem.fileSystemProvider());
startServer(connection, filesOf(local, connection), nodeWorker(join(__dirname, 'analysis.cjs')));
