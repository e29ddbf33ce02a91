import { Document } from './documents/document.entity';

/** The entities of this library, for the connection of an app. */
export const PLATFORM_ENTITIES = [Document];
