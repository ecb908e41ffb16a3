export { default as PreferenceList } from './components/PreferenceList.vue';
