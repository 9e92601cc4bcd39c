package io.tidegate.hook;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import run.endive.runtime.HostFunction;
import run.endive.runtime.Instance;
import run.endive.runtime.Memory;
import run.endive.wasm.types.FunctionType;
import run.endive.wasm.types.ValType;

/**
 * Gives QuickJS the interrupt handler that its module offers no way to set, so that a script out of
 * time ends with the line it was at. The places are those of {@code JSContext} and {@code
 * JSRuntime} in quickjs4j 0.1.0 (its {@code __js_poll_interrupts} reads them); an engine where they
 * are elsewhere is refused.
 */
final class Interrupt {
    /** An import with the handler's signature that a runtime without environment never calls. */
    static final String CARRIER = "environ_get";

    private static final int RUNTIME_IN_CONTEXT = 16;
    private static final int COUNTER_IN_CONTEXT = 296;
    private static final int HANDLER_IN_RUNTIME = 152;
    private static final int COUNTER_START = 10_000;

    private Interrupt() {}

    static HostFunction carrier(BooleanSupplier stop) {
        return new HostFunction(
                "wasi_snapshot_preview1",
                CARRIER,
                FunctionType.of(List.of(ValType.I32, ValType.I32), List.of(ValType.I32)),
                (instance, args) -> new long[] {stop.getAsBoolean() ? 1 : 0});
    }

    /**
     * Makes the table's last slot the handler: what the pointer in an image of any sandbox leads
     * to.
     */
    static int register(Instance instance) {
        int slot = instance.table(0).size() - 1;
        instance.table(0).setRef(slot, carrierIndex(instance), instance);
        return slot;
    }

    private static int carrierIndex(Instance instance) {
        var imports = instance.module().importSection();
        for (int i = 0; i < imports.importCount(); i++) {
            if (imports.getImport(i).name().equals(CARRIER)) {
                return i;
            }
        }
        throw new IllegalStateException("the script engine does not import " + CARRIER);
    }

    /**
     * Finds the context by its counter, which begins at 10,000 and goes down at every turn of a
     * loop, and installs the handler.
     */
    static void install(Memory memory, int slot, Runnable hundredTurns) {
        int end = memory.pages() * Memory.PAGE_SIZE - COUNTER_IN_CONTEXT - 4;
        int[] before = new int[end / 4];
        for (int i = 0; i < before.length; i++) {
            before[i] = memory.readInt(i * 4 + COUNTER_IN_CONTEXT);
        }
        hundredTurns.run();
        List<Integer> runtimes = new ArrayList<>();
        for (int i = 0; i < before.length; i++) {
            int turns = before[i] - memory.readInt(i * 4 + COUNTER_IN_CONTEXT);
            int runtime = memory.readInt(i * 4 + RUNTIME_IN_CONTEXT);
            boolean context =
                    before[i] > 9_000 && before[i] <= COUNTER_START && turns >= 100 && turns <= 500;
            if (context
                    && runtime > 0
                    && runtime < end
                    && memory.readInt(runtime + HANDLER_IN_RUNTIME) == 0) {
                runtimes.add(runtime);
            }
        }
        if (runtimes.size() != 1) {
            throw new IllegalStateException(
                    "the script engine is not the one this was written for: it has "
                            + runtimes.size()
                            + " places for an interrupt handler, and 1 is expected");
        }
        memory.writeI32(runtimes.get(0) + HANDLER_IN_RUNTIME, slot);
    }
}
