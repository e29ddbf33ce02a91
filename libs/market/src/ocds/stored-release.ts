import { Publication } from '#registers';

/** A release as it is kept. */
export interface StoredRelease {
  id: string;
  ocid: string;
  noticeId: string;
  publication: Publication;
  release: object;
}
