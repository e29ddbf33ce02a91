import { Command } from 'commander';
import { exportAuditCommand } from './audit.command';
import { exportOpenDataCommand } from './open-data.command';

/** `assay export WHAT --out …`: what the database holds, as files. */
export function exportCommand(): Command {
  return new Command('export')
    .description('write open data into a folder, or the audit trail of an organisation into a file')
    .addCommand(exportOpenDataCommand())
    .addCommand(exportAuditCommand());
}
