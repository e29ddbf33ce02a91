import type { LabelledExample } from './example';

/** Rules of Cyber Essentials that stand under another control than their words suggest. */
// prettier-ignore
export const ESSENTIALS_TOLD_APART: readonly LabelledExample[] = [
  ['Nobody reaches the council\'s data on a laptop before they have shown who they are.', 'ce.2 caf.B2.a ncsc-cp.11'],
  ['Computers are set up so that people must be authenticated before services open to them.', 'ce.2 ce.4 caf.B2.a'],
  ['Configure each system to ask for a log-in before any organisational information can be seen.', 'ce.2 ce.4 caf.B2.a'],
  ['A PIN that only unlocks the handset may be six characters; one that also signs in elsewhere has to meet the rules for passwords.', 'ce.2 ce.4'],
  ['If what unlocks a tablet is used to log in to mail as well, treat it as a password under access control.', 'ce.2 ce.4'],
  ['Unlocking a phone takes a biometric test, a password or a PIN of at least six characters.', 'ce.2'],
  ['Virus signatures and the scanning engine are kept up to date as the maker of the product advises.', 'ce.5'],
  ['Malware scanners must get the updates that their vendor issues, without anyone having to ask.', 'ce.5'],
  ['Is your anti-virus product set to update itself as its supplier recommends?', 'ce.5'],
  ['Endpoint protection stays active, is updated, and stops what it finds from running.', 'ce.5'],
  ['Staff are given a password manager or a locked drawer for writing passwords down.', 'ce.4'],
  ['People are told how they may keep passwords safely, and where they must not.', 'ce.4'],
  ['Give users somewhere secure to store their passwords, and explain when to use it.', 'ce.4'],
  ['Guidance for staff says how to choose a password nobody can guess, and not to use it twice.', 'ce.4 caf.B6.b'],
  ['Passwords are not changed by the calendar, but at once when they may be known to somebody else.', 'ce.4'],
  ['The router that the provider supplied has its default administrator password changed, and its admin page is shut to the internet.', 'ce.1 ce.2'],
  ['Where the admin page of the firewall must be open to the internet, it needs a second factor or a list of permitted addresses.', 'ce.1'],
  ['Each inbound rule of the firewall is approved, has its reason written down, and goes when it is no longer needed.', 'ce.1'],
  ['Laptops used on public Wi-Fi have a software firewall switched on.', 'ce.1'],
  ['Software that its maker no longer supports is taken off, or off any network that meets the internet.', 'ce.3'],
  ['Fixes rated critical or high are in within fourteen days of their release.', 'ce.3'],
  ['Programs that nobody uses are removed, and services that nobody needs are switched off.', 'ce.2'],
  ['Only approved and signed applications may be installed, from a list that is kept.', 'ce.5'],
  ['Files from the internet do not run by themselves.', 'ce.2 ce.5'],
  ['Administrators do not read mail or browse with the account that they administer with.', 'ce.4 caf.B2.c'],
  ['Special access is taken away from those whose work no longer calls for it.', 'ce.4 caf.B2.d'],
];
