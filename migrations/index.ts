import { Platform1000 } from './1000-platform';
import { IdentityAndAudit1010 } from './1010-identity-and-audit';
import { Guidance1020 } from './1020-guidance';
import { Directory1030 } from './1030-directory';
import { Attestations1040 } from './1040-attestations';
import { Market1050 } from './1050-market';
import { Procurement1060 } from './1060-procurement';
import { MatchQuestions1070 } from './1070-match-questions';
import { SecondFactor1080 } from './1080-second-factor';
import { MarketMeasures1090 } from './1090-market-measures';
import { Imports1100 } from './1100-imports';
import { WholeReads1110 } from './1110-whole-reads';
import { SearchCounts1120 } from './1120-search-counts';
import { SearchWords1121 } from './1121-search-words';
import { Publishers1130 } from './1130-publishers';
import { Polls1131 } from './1131-polls';
import { DerivedTerms1132 } from './1132-derived-terms';
import { OpenData1140 } from './1140-open-data';
import { WatchedQuestions1141 } from './1141-watched-questions';
import { GuidanceVersions1150 } from './1150-guidance-versions';
import { ChainChecks1151 } from './1151-chain-checks';
import { CheaperCounts1160 } from './1160-cheaper-counts';
import { SettledCounts1170 } from './1170-settled-counts';
import { LoneCounts1171 } from './1171-lone-counts';
import { MarketInOrder1180 } from './1180-market-in-order';
import { LaterGuidance1190 } from './1190-later-guidance';
import { FoundSuppliers1210 } from './1210-found-suppliers';
import { KeptTotals1211 } from './1211-kept-totals';
import { SearchWordsKept1212 } from './1212-search-words-kept';
import { AddedGuidance1220 } from './1220-added-guidance';
import { StatedRelations1221 } from './1221-stated-relations';
import { PackMakings1230 } from './1230-pack-makings';
import { ReadingsUnderVerification1231 } from './1231-readings-under-verification';
import { PasswordTries1240 } from './1240-password-tries';
import { MarketCombinations1250 } from './1250-market-combinations';
import { MarketCubes1251 } from './1251-market-cubes';
import { MarketIndexes1252 } from './1252-market-indexes';
import { ConflictsOfInterest1260 } from './1260-conflicts-of-interest';
import { PollStart1270 } from './1270-poll-start';
import { EvidenceUndeclared1280 } from './1280-evidence-undeclared';
import { MarketBesideReaders1290 } from './1290-market-beside-readers';
import { ClaimantsTold1300 } from './1300-claimants-told';
import { EvidenceAtDecision1310 } from './1310-evidence-at-decision';
import { InvitationsOfClaimedPages1311 } from './1311-invitations-of-claimed-pages';
import { ListedSicCodes1320 } from './1320-listed-sic-codes';
import { WatchesWithoutEnd1330 } from './1330-watches-without-end';
import { PagesHeld1340 } from './1340-pages-held';
import { NumbersByRegion1350 } from './1350-numbers-by-region';
import { MarketBySnapshot1360 } from './1360-market-by-snapshot';
import { MarketByTechnology1370 } from './1370-market-by-technology';
import { MarketByScheme1380 } from './1380-market-by-scheme';
import { MarketAnswersByColumn1390 } from './1390-market-answers-by-column';
import { MarketByNumber1400 } from './1400-market-by-number';
import { MarketColumns1410 } from './1410-market-columns';
import { JoinBecause1420 } from './1420-join-because';
import { NotificationProcurement1430 } from './1430-notification-procurement';
import { MembersChange1440 } from './1440-members-change';
import { ClaimedPages1450 } from './1450-claimed-pages';
import { AnswersWithheld1460 } from './1460-answers-withheld';
import { TextDecidedOn1470 } from './1470-text-decided-on';
import { FrameworkAwards1480 } from './1480-framework-awards';
import { SchemeCounts1481 } from './1481-scheme-counts';
import { SupersededOn1490 } from './1490-superseded-on';
import { AttestationsDecided1500 } from './1500-attestations-decided';
import { NamedInFull1510 } from './1510-named-in-full';
import { AttestationNotices1520 } from './1520-attestation-notices';
import { AwardsOnce1530 } from './1530-awards-once';
import { UnsettledInBulk1540 } from './1540-unsettled-in-bulk';
import { ClaimsSettled1550 } from './1550-claims-settled';
import { DeadlinesExtended1570 } from './1570-deadlines-extended';
import { WithdrawnAt1600 } from './1600-withdrawn-at';
import { ClaimsWithdrawn1610 } from './1610-claims-withdrawn';
import { PagesWithPeople1611 } from './1611-pages-with-people';
import { SignedHeads1620 } from './1620-signed-heads';
import { NoticeDays1630 } from './1630-notice-days';
import { Retention1640 } from './1640-retention';
import { Offers1650 } from './1650-offers';
import { DocumentConsent1660 } from './1660-document-consent';
import { PageRequests1670 } from './1670-page-requests';
import { AttestationSources1680 } from './1680-attestation-sources';
import { OpenId1690 } from './1690-openid';
import { ContractPerformance1710 } from './1710-contract-performance';
import { NoticesSearched1711 } from './1711-notices-searched';
import { AttestationFields1720 } from './1720-attestation-fields';
import { Erasing1730 } from './1730-erasing';
import { EndedSignIns1740 } from './1740-ended-sign-ins';
import { OwnDocuments1750 } from './1750-own-documents';
import { SpecificationFiles1751 } from './1751-specification-files';
import { Places1760 } from './1760-places';
import { AccountRequests1770 } from './1770-account-requests';
import { ModeratorsDeclare1780 } from './1780-moderators-declare';
import { BuyersNotNamed1781 } from './1781-buyers-not-named';
import { LotsByNumber1790 } from './1790-lots-by-number';
import { AccountRequestsWithdrawn1800 } from './1800-account-requests-withdrawn';

/** Every change of the database, in its order. */
export const MIGRATIONS = [
  Platform1000,
  IdentityAndAudit1010,
  Guidance1020,
  Directory1030,
  Attestations1040,
  Market1050,
  Procurement1060,
  MatchQuestions1070,
  SecondFactor1080,
  MarketMeasures1090,
  Imports1100,
  WholeReads1110,
  SearchCounts1120,
  SearchWords1121,
  Publishers1130,
  Polls1131,
  DerivedTerms1132,
  OpenData1140,
  WatchedQuestions1141,
  GuidanceVersions1150,
  ChainChecks1151,
  CheaperCounts1160,
  SettledCounts1170,
  LoneCounts1171,
  MarketInOrder1180,
  LaterGuidance1190,
  FoundSuppliers1210,
  KeptTotals1211,
  SearchWordsKept1212,
  AddedGuidance1220,
  StatedRelations1221,
  PackMakings1230,
  ReadingsUnderVerification1231,
  PasswordTries1240,
  MarketCombinations1250,
  MarketCubes1251,
  MarketIndexes1252,
  ConflictsOfInterest1260,
  PollStart1270,
  EvidenceUndeclared1280,
  MarketBesideReaders1290,
  ClaimantsTold1300,
  EvidenceAtDecision1310,
  InvitationsOfClaimedPages1311,
  ListedSicCodes1320,
  WatchesWithoutEnd1330,
  PagesHeld1340,
  NumbersByRegion1350,
  MarketBySnapshot1360,
  MarketByTechnology1370,
  MarketByScheme1380,
  MarketAnswersByColumn1390,
  MarketByNumber1400,
  MarketColumns1410,
  JoinBecause1420,
  NotificationProcurement1430,
  MembersChange1440,
  ClaimedPages1450,
  AnswersWithheld1460,
  TextDecidedOn1470,
  FrameworkAwards1480,
  SchemeCounts1481,
  SupersededOn1490,
  AttestationsDecided1500,
  NamedInFull1510,
  AttestationNotices1520,
  AwardsOnce1530,
  UnsettledInBulk1540,
  ClaimsSettled1550,
  DeadlinesExtended1570,
  WithdrawnAt1600,
  ClaimsWithdrawn1610,
  PagesWithPeople1611,
  SignedHeads1620,
  NoticeDays1630,
  Retention1640,
  Offers1650,
  DocumentConsent1660,
  PageRequests1670,
  AttestationSources1680,
  OpenId1690,
  ContractPerformance1710,
  NoticesSearched1711,
  AttestationFields1720,
  Erasing1730,
  EndedSignIns1740,
  OwnDocuments1750,
  SpecificationFiles1751,
  Places1760,
  AccountRequests1770,
  ModeratorsDeclare1780,
  BuyersNotNamed1781,
  LotsByNumber1790,
  AccountRequestsWithdrawn1800,
];
