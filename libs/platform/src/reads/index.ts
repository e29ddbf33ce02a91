export {
  fieldSql,
  ListedWhere,
  listedWhere,
  Planned,
  readOrder,
  ReadSql,
  OrderedBy,
  type FieldSql,
  type ObjectWriter,
  type OrderKey,
  type ReadOrder,
} from '../read-plan/planned-fields';
export { instantSql, NotWhole } from '../read-plan/read-plan';
export { wholeObject } from '../read-plan/whole-sql';
export { Reader, type PageSource } from './reader';
export { SqlParameters, type Condition } from './sql-parameters';
export { ReadReport, type ReadPath, type ReadStatement } from './read-report';
export { Reference, References, refer, referAll, keyOf, plannedField } from './reference';
export { readFieldsOf } from './field-reader';
export { isAskedFor } from '../read-plan/selection';
export { WrittenAtOnce } from './written-lists';
