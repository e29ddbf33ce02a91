import { demoCommand } from './demo.command';

describe('the time that suppliers of the demonstration have', () => {
  it.each(['abc', '0', '-5', '1.5'])('is refused before anything is begun: %s', async (seconds) => {
    const command = demoCommand()
      .exitOverride()
      .configureOutput({ writeErr: () => undefined });
    await expect(command.parseAsync(['--deadline-seconds', seconds], { from: 'user' })).rejects.toThrow(
      'Give a whole number of 1 or more.',
    );
  });
});
