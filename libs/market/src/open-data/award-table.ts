import { column, required, SqlTable } from './dataset';

/** What public notices say was awarded. */
export const AWARDS: SqlTable = {
  name: 'awards',
  title: 'Awards',
  description:
    'Contracts that public notices say were awarded, each once for every supplier of it, with how surely it was joined to a supplier of the directory. Values are as published: with VAT and without are two figures, and neither is turned into the other.',
  key: ['id'],
  references: [{ column: 'supplier_id', table: 'suppliers', names: 'id' }],
  from: `award a JOIN notice n ON n.id = a.notice_id LEFT JOIN supplier s ON s.id = a.supplier_id WHERE s.provenance IS DISTINCT FROM 'DEMONSTRATION'`,
  columns: [
    required('id', 'string', `'awd_' || a.id`, 'The id.'),
    required('ocid', 'string', 'a.ocid', 'The Open Contracting id of the procurement.'),
    required('notice', 'string', 'n.notice_id', 'The notice that states it.'),
    column('published_at', 'dateTime', 'n.published_at', 'When that was published.'),
    required('award', 'string', 'a.award_id', 'Its id within the procurement.'),
    required('title', 'string', 'a.title', 'Its title.'),
    column('status', 'string', 'a.status', 'As published: pending while objections may be made, then active.'),
    required('buyer_name', 'string', 'a.buyer_name', 'The buyer as the notice names it.'),
    required('supplier_name', 'string', 'a.supplier_name', 'The supplier as the notice names it.'),
    column('supplier_id', 'string', `'sup_' || a.supplier_id`, 'The supplier of the directory; unknown where none was joined.'),
    column(
      'join_confidence',
      'string',
      'a.join_confidence',
      'IDENTIFIER or NORMALISED_IDENTIFIER: by a public identifier. NAME_ONLY: by the name, as a person decided.',
    ),
    column('value_gross', 'money', 'a.value_gross', 'Its value with VAT.'),
    column('value_net', 'money', 'a.value_net', 'Its value without VAT.'),
    column('currency', 'string', 'a.currency', 'Of the values (ISO 4217).'),
    column('awarded_on', 'date', 'a.awarded_on', 'When it was awarded.'),
    column('starts_on', 'date', 'a.starts_on', 'When the contract begins.'),
    column('ends_on', 'date', 'a.ends_on', 'When it ends.'),
    column('cpv_codes', 'list', 'a.cpv_codes', 'CPV 2008 codes, the main one first.'),
    column('region_codes', 'list', 'a.region_codes', 'Regions of delivery (NUTS), as published.'),
    required(
      'under_framework',
      'boolean',
      'a.under_framework',
      'Whether it sets up a framework agreement, or the notice names the one that it was made under.',
    ),
    column('contract_status', 'string', 'a.contract_status', 'The state of its contract as published.'),
    column('source_url', 'string', 'a.source_url', 'The notice on the web.'),
  ],
};
