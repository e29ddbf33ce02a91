import {
  BadGatewayException,
  Controller,
  ForbiddenException,
  Get,
  InternalServerErrorException,
  Module,
  ServiceUnavailableException,
} from '@nestjs/common';
import { APP_FILTER, NestFactory } from '@nestjs/core';
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { RefusalFilter } from './refusal.filter';

@Controller()
class Broken {
  @Get('500')
  inside(): never {
    throw new InternalServerErrorException('the password of the database is hunter2');
  }

  @Get('502')
  behind(): never {
    throw new BadGatewayException('10.0.0.7 did not answer');
  }

  @Get('503')
  away(): never {
    throw new ServiceUnavailableException('The database does not answer.');
  }

  @Get('403')
  refused(): never {
    throw new ForbiddenException('This is not yours.');
  }
}

@Module({ controllers: [Broken], providers: [{ provide: APP_FILTER, useClass: RefusalFilter }] })
class BrokenModule {}

describe('What a route answers when it fails', () => {
  let app: NestFastifyApplication;
  const logged: unknown[] = [];

  beforeAll(async () => {
    const logger = { log: () => undefined, warn: () => undefined, error: (said: unknown) => logged.push(said) };
    app = await NestFactory.create<NestFastifyApplication>(BrokenModule, new FastifyAdapter(), { logger });
    await app.init();
  });
  beforeEach(() => logged.splice(0));
  afterAll(() => app.close());

  async function answered(path: string): Promise<{ status: number; code: unknown; message: string; told: number }> {
    const response = await app.inject({ url: path });
    const [{ message, extensions }] = response.json<{ errors: { message: string; extensions: { code: string } }[] }>().errors;
    return { status: response.statusCode, code: extensions.code, message, told: logged.length };
  }

  it.each([500, 502])('is ours, told to the log and not outside, with the status %d', async (status) => {
    expect(await answered(`/${status}`)).toEqual({
      status,
      code: 'INTERNAL_SERVER_ERROR',
      message: 'Something went wrong on our side. Nothing was saved. Try again.',
      told: 1,
    });
  });

  it('says that something is away, or refused, in its own words', async () => {
    const away = { status: 503, code: 'UNAVAILABLE', message: 'The database does not answer.', told: 0 };
    expect(await answered('/503')).toEqual(away);
    const refused = { status: 403, code: 'BAD_USER_INPUT', message: 'This is not yours.', told: 0 };
    expect(await answered('/403')).toEqual(refused);
  });
});
