export { testDatabase, TestDatabase } from './test-database';
