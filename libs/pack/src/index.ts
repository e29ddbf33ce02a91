export * from './arithmetic';
export { cancellationIn } from './cancellation';
export * from './chain/chain';
export { erasedEventsOf, type ErasedEvents, type Erasing, isErased, PROCUREMENT_ERASED } from './chain/erasing';
export * from './chain/head';
export * from './chain/read';
export * from './contents';
export { packContentsSchema, readPackContents } from './contents.schema';
export { CONFORMANCE_IN_WORDS, placeInWords, productInWords, STRENGTH_IN_WORDS } from './in-words';
export { canonicalJson, hashOf, sha256, type JsonValue } from './json';
export {
  generateSigningKey,
  keyFingerprint,
  signatureHolds,
  signerOf,
  type Sign,
  type Signature,
  type SigningKey,
} from './keys';
export { searchDigest, snapshotHash } from './locked-search';
export type { Manifest, ManifestFile } from './manifest';
export { assessedCandidates, rankingOf, summariesOf, tieWithWinner, type AssessedContents } from './summaries';
export { datesCover, datesCoverPeriod, dayOf, firstDayOf, lastDayOf, validOn } from './validity';
export { namesNotAmong, plainPlace, sitesCover, sitesToCover, type SitesToCover } from './sites';
export { isSystemError, messageOf } from './verify/report';
export type { CheckName, VerifyCheck, VerifyReport } from './verify/report';
export { PACK_LIMITS, type PackLimits } from './verify/unpack';
export { verifyPack, type VerifyOptions } from './verify/verify-pack';
export { safeFileName } from './write/paths';
export { writePack, type PackProgress, type PackSources, type WrittenPack } from './write/write-pack';
export type { PackWriter } from './write/writers';
export { csv } from './write/csv';
