import { column, required, SqlTable } from './dataset';

/** What public notices state of the performance of contracts. */
export const PERFORMANCE: SqlTable = {
  name: 'contract-performance',
  title: 'Performance of contracts',
  description:
    'What public notices state of how contracts perform, in the words that were published: what was measured, what failed and what was agreed to be measured. Each statement stands once for every award of its contract, and once without one where no award is known. Where a contract has several suppliers it is the contract’s, unless the notice names the supplier.',
  key: ['id'],
  references: [
    { column: 'award_id', table: 'awards', names: 'id' },
    { column: 'supplier_id', table: 'suppliers', names: 'id' },
  ],
  from: `contract_performance p JOIN notice n ON n.id = p.notice_id LEFT JOIN supplier_performance x ON x.performance_id = p.id
    LEFT JOIN award a ON a.id = x.award_id LEFT JOIN supplier s ON s.id = x.supplier_id
    LEFT JOIN performance_reply r ON r.performance_id = p.id AND r.supplier_id = x.supplier_id WHERE s.provenance IS DISTINCT FROM 'DEMONSTRATION'`,
  columns: [
    required('id', 'string', `coalesce('spf_' || x.id, 'prf_' || p.id)`, 'The id of the statement for one award.'),
    required('statement', 'string', `'prf_' || p.id`, 'The id of the statement, which several suppliers of a contract share.'),
    required('ocid', 'string', 'p.ocid', 'The Open Contracting id of the procurement.'),
    required('notice', 'string', 'n.notice_id', 'The latest notice that states it.'),
    column('published_at', 'dateTime', 'n.published_at', 'When that was published.'),
    required('contract', 'string', 'p.contract_id', 'The id of the contract within the procurement.'),
    required('buyer_name', 'string', 'p.buyer_name', 'The buyer as the notice names it.'),
    column(
      'award_id',
      'string',
      `'awd_' || a.id`,
      'The award that the contract is of; unknown where no notice here tells of it.',
    ),
    column('supplier_id', 'string', `'sup_' || x.supplier_id`, 'The supplier of the directory; unknown where none was joined.'),
    column('supplier_name', 'string', 'a.supplier_name', 'The supplier as the notice of the award names it.'),
    column(
      'join_confidence',
      'string',
      'a.join_confidence',
      'How the award was joined to the supplier, as in the table of awards.',
    ),
    column('suppliers', 'integer', 'x.suppliers', 'How many suppliers the contract was awarded to.'),
    column('names_supplier', 'boolean', 'x.names_supplier', 'Whether the notice says that it is of this supplier.'),
    required('kind', 'string', 'p.kind', 'MEASURED, FAILURE or AGREED.'),
    column('indicator', 'string', 'p.indicator', 'The key performance indicator; of a failure what was required.'),
    column('target', 'string', 'p.target', 'The target as published.'),
    column('starts_on', 'date', 'p.starts_on', 'The first day that it is about.'),
    column('ends_on', 'date', 'p.ends_on', 'The last day.'),
    column('every', 'string', 'p.every', 'How often it is to be measured (ISO 8601 duration).'),
    column('measured', 'string', 'p.measured', 'What was measured, as published; of a failure what came of it.'),
    column('rating', 'string', 'p.rating', 'How the buyer rates it, as its code; of a failure its category.'),
    column('rating_description', 'string', 'p.rating_description', 'The rating in the words that were published.'),
    column('decided_on', 'date', 'p.decided_on', 'When it was decided that the supplier had failed to improve.'),
    column(
      'penalty_on',
      'date',
      'p.penalty_on',
      'The first day of a partial termination, an award of damages or a settlement.',
    ),
    column('penalty_basis', 'string', 'p.penalty_basis', 'On what the penalty was decided, as published.'),
    column('penalty_gross', 'money', 'p.penalty_gross', 'The penalty with VAT.'),
    column('penalty_net', 'money', 'p.penalty_net', 'The penalty without VAT.'),
    column('penalty_currency', 'string', 'p.penalty_currency', 'Of the penalty (ISO 4217).'),
    column('partial_termination', 'string', 'p.partial_termination', 'What of the contract was ended.'),
    column('source_url', 'string', 'n.source_url', 'The notice on the web.'),
    column('reply', 'string', 'r.note', 'What the supplier replies to it; unknown where it replied nothing.'),
    column('replied_at', 'dateTime', 'r.replied_at', 'When the supplier replied, or last changed its reply.'),
  ],
};
