import { MigrationInterface, QueryRunner } from 'typeorm';

/** The functions of migration 1060, to the letter but for what is looked for besides. */
const FUNCTIONS = (moderator: string, approver: string): string => `
  CREATE OR REPLACE FUNCTION moderator_is_no_assessor() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
    IF EXISTS (SELECT FROM assessment WHERE procurement_id = NEW.procurement_id AND assessor_id = NEW.moderator_id) THEN
      RAISE EXCEPTION 'who assessed may not moderate' USING ERRCODE = 'AS003';
    END IF;${moderator}
    RETURN NEW;
  END $$;
  CREATE OR REPLACE FUNCTION approver_is_no_assessor() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
    IF EXISTS (SELECT FROM assessment WHERE procurement_id = NEW.procurement_id AND assessor_id = NEW.decided_by_id) THEN
      RAISE EXCEPTION 'who assessed may not decide' USING ERRCODE = 'AS003';
    END IF;${approver}
    RETURN NEW;
  END $$;
`;

const conflict = (person: string, part: string): string => `
    IF EXISTS (SELECT FROM interest_declaration WHERE procurement_id = NEW.procurement_id AND user_id = NEW.${person} AND has_conflict) THEN
      RAISE EXCEPTION 'who declared a conflict of interest may not ${part}' USING ERRCODE = 'AS003';
    END IF;`;

/** Whoever declared a conflict of interest neither settles figures nor decides on them. Those who assess were held to it before. */
export class ConflictsOfInterest1260 implements MigrationInterface {
  name = 'ConflictsOfInterest1795392001260';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FUNCTIONS(conflict('moderator_id', 'moderate'), conflict('decided_by_id', 'decide')));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(FUNCTIONS('', ''));
  }
}
