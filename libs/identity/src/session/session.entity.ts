import { Column, Entity, PrimaryColumn } from 'typeorm';
import { GlobalId } from '#platform';

/** Somebody's signed-in browser or client, until it ends or is revoked. */
@Entity()
@GlobalId('ses')
export class Session {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') userId: string;
  @Column('uuid') organisationId: string;
  @Column('text') tokenHash: string;
  @Column('timestamptz') expiresAt: Date;
  @Column('timestamptz', { nullable: true }) revokedAt: Date | null;
  /** Of whoever signed in elsewhere, until the session is ended. */
  @Column('text', { nullable: true }) idToken: string | null;
}
