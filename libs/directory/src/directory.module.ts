import { Module } from '@nestjs/common';
import { AccountRequestResolver } from './account-request/account-request.resolver';
import { AccountRequestService } from './account-request/account-request.service';
import { ClaimResolver } from './claim/claim.resolver';
import { ClaimService } from './claim/claim.service';
import { OpenRequests } from './page-request/open-requests';
import { PageRequestResolver } from './page-request/page-request.resolver';
import { PageRequestService } from './page-request/page-request.service';
import { ProductResolver } from './product/product.resolver';
import { ProductService } from './product/product.service';
import { SupplierSearch } from './search/supplier-search';
import { SupplierPages } from './supplier/supplier-pages';
import { SupplierResolver } from './supplier/supplier.resolver';
import { SupplierService } from './supplier/supplier.service';
import { Taxonomies } from './taxonomy/taxonomies';
import { TaxonomyResolver } from './taxonomy/taxonomy.resolver';

@Module({
  providers: [
    Taxonomies,
    TaxonomyResolver,
    SupplierSearch,
    SupplierPages,
    SupplierService,
    SupplierResolver,
    ProductService,
    ProductResolver,
    ClaimService,
    ClaimResolver,
    OpenRequests,
    PageRequestService,
    PageRequestResolver,
    AccountRequestService,
    AccountRequestResolver,
  ],
  exports: [Taxonomies, SupplierSearch],
})
export class DirectoryModule {}
