import { exitCode } from './exit-code.ts';
import { runProgram } from './program.ts';
import { processTerminal } from './terminal.ts';

// A reader that has seen enough (`hypersched check … | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  await runProgram(
    process.argv.slice(2),
    processTerminal((code) => {
      process.exitCode = code;
    }),
  );
} catch (error) {
  const stack = error instanceof Error ? error.stack : String(error);
  process.stderr.write(
    `hypersched failed by a fault of its own. Please report it with the file:\n${stack}\n`,
  );
  process.exitCode = exitCode.ownFault;
}
