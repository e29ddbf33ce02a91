import { MigrationInterface, QueryRunner } from 'typeorm';

/** Regions of the UK at level 1, TLC to TLN, and whatever is in none of them. */
const LOTS = 13;

/**
 * Numbers suppliers by region, so that those of one region stand in few blocks of the bits that searches count with: a count within a region
 * has nothing to look at in the others. The first block, and whatever was numbered before, is of all regions: few suppliers need not
 * be spread. From then on each region fills blocks of its own, and what is in none does too, in turns. A number is never changed, and means
 * nothing: a supplier that moves is counted as exactly, in a block of where it was.
 */
export class NumbersByRegion1350 implements MigrationInterface {
  name = 'NumbersByRegion1795392001350';

  async up(runner: QueryRunner): Promise<void> {
    // No number is given between looking and changing who gives them.
    await runner.query('LOCK TABLE supplier IN EXCLUSIVE MODE');
    const [{ next, lots }]: { next: number; lots: number }[] = await runner.query(
      'SELECT coalesce(max(number), 0) + 1 AS next, (coalesce(max(number), 0) / 32000 + 1) * 32000 AS lots FROM supplier',
    );
    await runner.query(`
      ALTER TABLE supplier ALTER number DROP IDENTITY;
      CREATE SEQUENCE supplier_numbers MINVALUE 1 START ${next} OWNED BY supplier.number;
      ${Array.from({ length: LOTS }, (_, lot) => `CREATE SEQUENCE supplier_numbers_${lot} MINVALUE 0 OWNED BY supplier.number;`).join('\n')}

      CREATE FUNCTION number_supplier() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
      DECLARE
        lot integer := CASE WHEN NEW.region_code ~ '^TL[C-N]' THEN ascii(substr(NEW.region_code, 3, 1)) - ascii('B') ELSE 0 END;
        nth bigint := nextval('supplier_numbers');
      BEGIN
        IF nth >= ${lots} THEN
          nth := nextval('supplier_numbers_' || lot);
          nth := ${lots} + (nth / 32000 * ${LOTS} + lot) * 32000 + nth % 32000;
        END IF;
        NEW.number := nth;
        RETURN NEW;
      END $$;
      CREATE TRIGGER numbered BEFORE INSERT ON supplier FOR EACH ROW WHEN (NEW.number IS NULL) EXECUTE FUNCTION number_supplier();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    const [{ next }]: { next: number }[] = await runner.query('SELECT coalesce(max(number), 0) + 1 AS next FROM supplier');
    await runner.query(`
      DROP TRIGGER numbered ON supplier;
      DROP FUNCTION number_supplier();
      DROP SEQUENCE supplier_numbers, ${Array.from({ length: LOTS }, (_, lot) => `supplier_numbers_${lot}`).join(', ')};
      ALTER TABLE supplier ALTER number ADD GENERATED ALWAYS AS IDENTITY (START WITH ${next});
    `);
  }
}
