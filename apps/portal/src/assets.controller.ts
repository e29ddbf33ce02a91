import { Controller, Get, Header } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '#platform';

/**
 * The design system's style sheet without its typeface: GDS Transport is licensed to GOV.UK services alone, and this is none.
 */
@Controller('assets')
export class AssetsController {
  private readonly styles = readFileSync(
    join(repositoryRoot(), 'node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.css'),
    'utf8',
  )
    .replace(/@font-face\s*\{[^}]*\}/g, '')
    .replace(/"?GDS Transport"?,\s*/g, '')
    .replace(/\/\*# sourceMappingURL=.*?\*\//, '');

  @Get('portal.css')
  @Header('content-type', 'text/css; charset=utf-8')
  @Header('cache-control', 'public, max-age=3600')
  css(): string {
    return this.styles;
  }
}
