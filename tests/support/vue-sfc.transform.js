// Jest transformer for .vue files: compiler-sfc with the template inlined, then SWC to CommonJS. Styles are left out.
const { createHash } = require('node:crypto');
const { parse, compileScript, registerTS } = require('@vue/compiler-sfc');
const { transformSync } = require('@swc/core');

registerTS(() => require('typescript'));

module.exports = {
  getCacheKey: (source, filename) => createHash('sha1').update(`2\0${filename}\0${source}`).digest('hex'),
  process(source, filename) {
    const { descriptor, errors } = parse(source, { filename });
    if (errors.length > 0) throw errors[0];
    const id = createHash('sha1').update(filename).digest('hex').slice(0, 8);
    const script = compileScript(descriptor, { id, inlineTemplate: true });
    return transformSync(script.content, {
      filename: `${filename}.ts`,
      swcrc: false,
      sourceMaps: 'inline',
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'commonjs' },
    });
  },
};
