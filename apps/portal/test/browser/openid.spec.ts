import { IdentityProvider } from '../../../api/test/identity-provider';
import { faults, overflows, smallTargets } from './accessibility';
import { PASSWORD, TestPortal, type Visitor } from './portal';

const EDITOR = 'editor@wexcombe.example';

describe('sign-in with another service, in a browser', () => {
  let provider: IdentityProvider;
  let portal: TestPortal;
  beforeAll(async () => {
    // A client on loopback may be at any port (RFC 8252, 7.3).
    const client = { application_type: 'native', redirect_uris: ['http://127.0.0.1/sign-in/openid/return'] };
    provider = await IdentityProvider.start({ client });
    portal = await TestPortal.start({ environment: provider.variables });
  });
  afterAll(async () => {
    await portal?.stop();
    await provider?.stop();
  });

  const check = async ({ page }: Visitor): Promise<void> => {
    expect([await faults(page), await overflows(page), await smallTargets(page)]).toEqual([[], false, []]);
  };

  it.each([true, false])(
    'is connected, signs in, signs out and is disconnected (JavaScript: %s)',
    async (javaScriptEnabled) => {
      const options = { javaScriptEnabled, width: javaScriptEnabled ? 320 : 1280 };
      const owner = await portal.visitor(EDITOR, options);
      await owner.goTo('/account/openid');
      if (javaScriptEnabled) await check(owner);
      await owner.page.getByLabel('Your password now').fill(PASSWORD);
      await owner.page.getByRole('button', { name: 'Connect Town Sign-in' }).click();
      await owner.page.getByText('It is connected: you can sign in with it from now on.').waitFor();
      if (javaScriptEnabled) await check(owner);

      const other = await portal.visitor(null, options);
      await other.goTo('/sign-in?to=%2Frecord');
      if (javaScriptEnabled) await check(other);
      await other.page.getByRole('button', { name: 'Sign in with Town Sign-in' }).click();
      await other.page.waitForURL(`${portal.url}/record`);
      await other.page.getByRole('button', { name: 'Sign out', exact: true }).click();
      await other.page.getByRole('heading', { name: 'You are signed out here' }).waitFor();
      if (javaScriptEnabled) await check(other);
      await other.page.getByRole('button', { name: 'Sign out of Town Sign-in' }).waitFor();

      await owner.goTo('/account/openid');
      await owner.page.getByRole('button', { name: 'Disconnect Town Sign-in' }).click();
      await owner.page.getByText('It is disconnected.').waitFor();
      expect([...owner.complaints, ...other.complaints]).toEqual([]);
    },
  );
});
