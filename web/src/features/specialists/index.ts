export { default as OwnProfile } from './components/OwnProfile.vue';
