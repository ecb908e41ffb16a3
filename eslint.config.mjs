// Templates only: oxlint checks every script, ESLint sees what it cannot, the markup of .vue files.
import vue from 'eslint-plugin-vue';
import a11y from 'eslint-plugin-vuejs-accessibility';
import tseslint from 'typescript-eslint';

export default [
  { ignores: ['dist/**', 'node_modules/**', '.cache/**', '.pathwell/**', '.artifacts/**'] },
  ...vue.configs['flat/recommended'].map((config) => ({ ...config, files: ['web/**/*.vue'] })),
  ...a11y.configs['flat/recommended'].map((config) => ({ ...config, files: ['web/**/*.vue'] })),
  {
    files: ['web/**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser, sourceType: 'module' } },
    rules: {
      // Layout of attributes and tags belongs to the formatter.
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-indent': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/attributes-order': 'off',
      'vue/require-default-prop': 'off',
      // `App`, the error screen and pages are single words by nature.
      'vue/multi-word-component-names': 'off',
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/no-undef-components': 'error',
      'vue/no-bare-strings-in-template': [
        'error',
        { allowlist: ['·', '×', '–', '→', '/', ':', '%', '+', '−', '(', ')', ',', '.', '?', 'Pathwell'] },
      ],
      // Label and control are wired by id in PwField, which the rule cannot see through slots.
      'vuejs-accessibility/label-has-for': 'off',
      'vuejs-accessibility/form-control-has-label': 'off',
      // Exercise videos are silent loops; everything they show is said in the written instruction beside them.
      'vuejs-accessibility/media-has-caption': 'off',
    },
  },
];
