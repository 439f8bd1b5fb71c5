import { NodeFileSystem } from 'langium/node';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './start.ts';
import { filesOf } from './workspace/client-files.ts';

const connection = createConnection(ProposedFeatures.all);
startServer(connection, filesOf(NodeFileSystem.fileSystemProvider(), connection));
