export * from './fictional-pack';
