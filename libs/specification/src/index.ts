export { readSpecification } from './read-specification';
export {
  glance,
  SPECIFICATION_MEDIA_TYPES,
  SpecificationUnreadable,
  type FoundRequirement,
  type ReadSpecification,
  type SkippedSource,
  type SpecificationMediaType,
  type WholeSpecification,
} from './specification';
