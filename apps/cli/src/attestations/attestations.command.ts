import { Command } from 'commander';
import { checkCommand } from './check.command';

/** `assay attestations WHAT FILE`: attestations in files, on one's own machine. */
export function attestationsCommand(): Command {
  return new Command('attestations')
    .description('check a file of attestations as it would be read, without a server')
    .addCommand(checkCommand());
}
