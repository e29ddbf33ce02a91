export * from './identifier/company-number';
export * from './identifier/identifier';
export { nameKey } from './identifier/name-key';
export { tellTwoApart } from './identifier/names';
export * from './cpv/cpv';
export * from './region/region';
export * from './ocds/release';
export { readCurrency } from './ocds/currency';
export { idOf, LONGEST } from './ocds/field';
export { compileReleases, givenAwardId } from './ocds/compile-releases';
export { jsonTextOf, NotUtf8 } from './ocds/json-text';
export { nextPageOf } from './ocds/next-page';
export { performanceIn } from './ocds/read-performance';
export { readRelease } from './ocds/read-release';
export { releaseIdOf } from './ocds/release-id';
export { DEEPEST_RELEASE, isName, isTooDeep, storableJson, storableText } from './ocds/storable';
export { readReleases, type PackagedRelease } from './ocds/read-releases';
export {
  NOTICE_PUBLISHERS,
  publicationOf,
  readPackageHead,
  type NoticePublisher,
  type PackageHead,
  type Publication,
} from './ocds/publisher';
export { UnreadableLine, UnreadPart } from './ocds/release-splitter';
export * from './classification/taxonomies';
export { CLASSIFICATION_RULES, type ClassificationRule } from './classification/rules';
export { classify, CONFIDENCE, LEAST_CONFIDENCE, sureEnough, type Derived, type Evidence } from './classification/classify';
export {
  COMPANY_FIELDS,
  NotTheRegister,
  readCompanies,
  type CompanyBatch,
  type CompanyField,
} from './companies-house/read-companies';
