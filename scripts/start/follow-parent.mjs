// Preloaded into the server: when the start script is gone without a word, the server stops as if it had been asked to.
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
