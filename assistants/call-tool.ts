import { type Answer, fault } from './answer.ts';
import { type Host, type Inputs, inputFault } from './tool.ts';
import { tools } from './tools.ts';

/** Answers a call by a tool's name. A call that is wrong is a fault in words. */
export async function callTool(name: string, given: unknown, host: Host): Promise<Answer> {
  const tool = tools.find((each) => each.name === name);
  if (tool === undefined) return fault(`There is no tool ${name}.`);
  const wrong = inputFault(tool, given);
  return wrong === null ? tool.answer(given as Inputs, host) : fault(wrong);
}
