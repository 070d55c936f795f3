/**
 * The match of `pattern` in what a child process prints. Rejects, with what it did print, when it ends first
 * or says nothing of the kind within `patience` milliseconds.
 */
export function awaitLine(child, pattern, patience) {
  return new Promise((resolve, reject) => {
    let printed = '';
    const timer = setTimeout(() => fail(`said nothing of the kind within ${patience} ms`), patience);
    const settle = (finish, value) => {
      clearTimeout(timer);
      for (const stream of [child.stdout, child.stderr]) stream.off('data', read).resume();
      finish(value);
    };
    const fail = (why) => settle(reject, new Error(`${child.spawnargs.join(' ')} ${why}\n${printed}`));
    const read = (bytes) => {
      printed += bytes;
      const found = pattern.exec(printed);
      if (found) settle(resolve, found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', (failure) => fail(failure.message));
    child.once('exit', (code, signal) => fail(`ended with ${code ?? signal}`));
  });
}
