package io.tidegate.hook;

import static java.nio.charset.StandardCharsets.UTF_8;

import run.endive.runtime.ExportFunction;
import run.endive.runtime.Instance;
import run.endive.runtime.Memory;

/**
 * The functions that the engine's WebAssembly module offers (Javy's plugin interface), with Java's
 * types.
 */
final class EngineCalls {
    private final Memory memory;
    private final ExportFunction initialize;
    private final ExportFunction allocate;
    private final ExportFunction compile;
    private final ExportFunction evaluate;

    EngineCalls(Instance instance) {
        memory = instance.memory();
        initialize = instance.export("initialize_runtime");
        allocate = instance.export("cabi_realloc");
        compile = instance.export("compileSrc");
        evaluate = instance.export("eval");
    }

    void initialize() {
        initialize.apply();
    }

    Bytecode compile(String source) {
        byte[] utf8 = source.getBytes(UTF_8);
        int result = (int) compile.apply(place(utf8), utf8.length)[0];
        return new Bytecode(memory.readInt(result), memory.readInt(result + 4));
    }

    void run(Bytecode code) {
        evaluate.apply(code.address(), code.length(), 0, 0);
    }

    /** Copies bytes into the engine; answers the address of their address and length. */
    int hand(byte[] bytes) {
        int address = place(bytes);
        int pair = (int) allocate.apply(0, 0, 4, 8)[0];
        memory.writeI32(pair, address);
        memory.writeI32(pair + 4, bytes.length);
        return pair;
    }

    private int place(byte[] bytes) {
        int address = (int) allocate.apply(0, 0, 1, bytes.length)[0];
        memory.write(address, bytes);
        return address;
    }
}
