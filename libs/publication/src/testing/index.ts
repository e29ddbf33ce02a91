export { csvwErrors } from './csvw-errors';
export { modelErrors } from './metadata-model';
