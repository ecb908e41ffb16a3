export { useNeedsCounts } from './use-home';
