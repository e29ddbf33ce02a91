export { ReadSql, OrderedBy, type FieldSql, type OrderKey, type ReadOrder } from './planned-fields';
export { instantSql } from './read-plan';
export { Reader, SqlParameters, type Condition, type PageSource } from './reader';
export { Reference, References, refer, referAll, keyOf, plannedField } from './reference';
export { readFieldsOf } from './field-reader';
