// Standard JSON on stdin -> standard JSON on stdout, with the solc package of this folder.
const solc = require('solc');
process.stdout.write(solc.compile(require('fs').readFileSync(0, 'utf8')));
