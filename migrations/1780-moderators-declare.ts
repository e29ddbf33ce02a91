import { MigrationInterface, QueryRunner } from 'typeorm';

/** The function of migration 1260, to the letter but for what is looked for besides. */
const separation = (declared: string): string => `
  CREATE OR REPLACE FUNCTION moderator_is_no_assessor() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
    IF EXISTS (SELECT FROM assessment WHERE procurement_id = NEW.procurement_id AND assessor_id = NEW.moderator_id) THEN
      RAISE EXCEPTION 'who assessed may not moderate' USING ERRCODE = 'AS003';
    END IF;
    IF EXISTS (SELECT FROM interest_declaration WHERE procurement_id = NEW.procurement_id AND user_id = NEW.moderator_id AND has_conflict) THEN
      RAISE EXCEPTION 'who declared a conflict of interest may not moderate' USING ERRCODE = 'AS003';
    END IF;${declared}
    RETURN NEW;
  END $$;
`;

const DECLARED = `
    IF NOT EXISTS (SELECT FROM interest_declaration WHERE procurement_id = NEW.procurement_id AND user_id = NEW.moderator_id) THEN
      RAISE EXCEPTION 'who has not declared interests may not moderate' USING ERRCODE = 'AS003';
    END IF;`;

/** Whoever settles figures has declared interests, as whoever judges has. Figures that stand are left as they are. */
export class ModeratorsDeclare1780 implements MigrationInterface {
  name = 'ModeratorsDeclare1795392001780';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(separation(DECLARED));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(separation(''));
  }
}
