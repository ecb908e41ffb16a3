export { default as ExerciseFilters } from './components/ExerciseFilters.vue';
export type { ExerciseFilter, ExerciseSummary } from './exercise-library.api';
export { useExercise, useExerciseList, useTerms } from './use-exercises';
