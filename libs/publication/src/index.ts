export { catalogueOf, CATALOGUE_MEDIA_TYPE, type CataloguedRelease, type Publisher } from './catalogue';
export { changesBetween, type Changes } from './changes';
export { csvwOf, CSVW_FILE, CSVW_MEDIA_TYPE, type TableNote } from './csvw';
export { type Cell, type Column, type ColumnKind, type Row, type Table } from './table';
export { FORMATS, writeTable, type WrittenTable } from './write-table';
export { writeWhole, type WrittenFile } from './written-file';
