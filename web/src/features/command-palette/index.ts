export { useConsolePalette } from './use-console-palette';
