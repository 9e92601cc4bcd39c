// Runs once, before any hook; the image taken after it is where every script begins. What it needs is captured
// here, so that nothing a hook does to its globals can change how its answer is read.
(function () {
  "use strict";
  const ask = java_invoke;
  const { parse, stringify } = JSON;
  const evaluate = (0, eval);
  const { getOwnPropertyDescriptor, defineProperty } = Object;
  const PromiseType = Promise;
  const print = String;
  const host = (what, text) => ask("", what, text);
  let hook;

  const random = (function () {
    let a = 0, b = 0, c = 0, d = 0;
    const next = () => {
      const t = (a + b + d) | 0;
      d = (d + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = ((c << 21) | (c >>> 11)) + t | 0;
      return t >>> 0;
    };
    return {
      seed(high, low) { a = 0; b = high; c = low; d = 0; },
      next: () => {
        // Mixed on first use only: most hooks ask for no random number.
        if (d === 0) for (let i = 0; i < 12; i++) next();
        return ((next() >>> 5) * 67108864 + (next() >>> 6)) / 9007199254740992;
      },
    };
  })();

  const describe = (error) => {
    const failure = { name: "", message: "", stack: "" };
    try {
      if (error !== null && typeof error === "object") {
        failure.name = print(error.name ?? "");
        failure.message = print(error.message ?? stringify(error));
        failure.stack = print(error.stack ?? "");
      } else {
        failure.message = print(error);
      }
    } catch (e) {
      failure.message = "a value that cannot be shown";
    }
    return failure;
  };

  const load = () => {
    const functions = {};
    globalThis.__hook__ = undefined;
    globalThis.__offer__ = (declared) => {
      for (const name of Object.keys(declared)) {
        try {
          const value = declared[name]();
          if (typeof value === "function") functions[name] = value;
        } catch (e) {
          // It looked like a declaration of the outermost scope, and is none.
        }
      }
    };
    let last;
    try {
      last = evaluate(parse(host("input", "")).source);
    } catch (error) {
      return { error: describe(error) };
    }
    const found = Object.keys(functions);
    const named = ["before", "after", "hook"].find((name) => functions[name]);
    if (typeof globalThis.__hook__ === "function") hook = globalThis.__hook__;
    else if (named) hook = functions[named];
    else if (typeof last === "function") hook = last;
    else if (found.length === 1) hook = functions[found[0]];
    for (const name of ["__hook__", "__offer__", "__found__"]) delete globalThis[name];
    return { found, hook: hook !== undefined };
  };

  const call = () => {
    try {
      const { seed, mutated, args } = parse(host("input", ""));
      random.seed(seed[0], seed[1]);
      let result = hook(...args);
      if (result instanceof PromiseType) {
        host("PROMISE", "");
        return;
      }
      if (result === undefined && mutated) result = args[0];
      host("RESULT", stringify(result) ?? "null");
    } catch (error) {
      host("THREW", stringify(describe(error)));
    }
  };

  Math.random = random.next;
  for (const name of ["java_invoke", "Javy", "plugin", "__javy_decodeUtf8BufferToString", "__javy_encodeStringToUtf8Buffer"]) {
    delete globalThis[name];
  }
  defineProperty(globalThis, "__tidegate__", { value: (what) => {
    if (what === "load") host("LOADED", stringify(load()));
    else if (hook) call();
  } });
})();
