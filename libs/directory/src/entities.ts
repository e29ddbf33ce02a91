import { Claim } from './claim/claim.entity';
import { Fact } from './fact/fact.entity';
import { AccountRequest } from './account-request/account-request.entity';
import { PageRequest } from './page-request/page-request.entity';
import { Product } from './product/product.entity';
import { Supplier } from './supplier/supplier.entity';
import { Region, Sector, Technology } from './taxonomy/taxonomy.entities';

/** The entities of this library, for the connection of an app. */
export const DIRECTORY_ENTITIES = [Supplier, Product, Fact, Claim, PageRequest, AccountRequest, Sector, Technology, Region];
