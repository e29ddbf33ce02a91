import { DEMONSTRATION_PASSWORD } from '../database/demonstration-sign-ins';
import { Client } from './client';
import { Pace } from './pace';

/** The people of the demonstration, each signed in once, when first needed. */
export class People {
  private readonly clients = new Map<string, Promise<Client>>();

  /**
   * @param address of the API
   * @param buyersName the buyer, as the addresses of its people name it
   */
  constructor(
    private readonly address: string,
    private readonly buyersName: string,
    private readonly pace: Pace,
  ) {}

  /** Somebody of the buyer: its editor, an assessor, its moderator, its approver. */
  buyer(role: string): Promise<Client> {
    return this.as(`${role}@${this.buyersName}`);
  }

  /** The editor or the signatory of a supplier. */
  supplier(role: 'editor' | 'signatory', supplier: string): Promise<Client> {
    return this.as(`${role}@${supplier}`);
  }

  /** Somebody from outside, who has no account. */
  stranger(): Client {
    return Client.stranger(this.address, this.pace);
  }

  private as(person: string): Promise<Client> {
    let client = this.clients.get(person);
    if (client === undefined) {
      client = Client.signIn(this.address, `${person}.example`, DEMONSTRATION_PASSWORD, this.pace);
      this.clients.set(person, client);
    }
    return client;
  }
}
