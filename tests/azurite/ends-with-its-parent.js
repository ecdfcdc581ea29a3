// Loaded before Azurite: a test process that is killed closes its end of the pipe, and the emulator goes with it.
process.stdin.on('end', () => process.exit()).resume();
