export { testDatabase, TestDatabase } from './test-database';
// Tests that start the product as its own processes need no more of the platform, which takes a second to load.
export { repositoryRoot } from '../configuration/repository-root';
