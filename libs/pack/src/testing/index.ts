export * from './fictional-pack';
export { unzip } from './zip-files';
