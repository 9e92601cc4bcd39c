package io.tidegate.hook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.roastedroot.quickjs4j.core.JavyPluginModule;
import io.tidegate.hook.Answer.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.HostFunction;
import run.endive.runtime.ImportFunction;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.runtime.TableInstance;
import run.endive.runtime.WasmInterruptedException;
import run.endive.wasi.WasiOptions;
import run.endive.wasi.WasiPreview1;
import run.endive.wasm.types.FunctionType;
import run.endive.wasm.types.Table;
import run.endive.wasm.types.TableLimits;
import run.endive.wasm.types.ValType;

/**
 * One QuickJS engine in WebAssembly. It reaches its own memory and two functions of the host: hand
 * over the input, take the answer. Used by one thread at a time.
 */
final class Sandbox {
    /**
     * An answer's JSON may grow tenfold as Java objects: more would let one script fill the heap.
     */
    static final int MAX_ANSWER = 4 << 20;

    /** The engine frees what it is handed, and cannot free nothing. */
    private static final byte[] TAKEN = {'1'};

    private static final FunctionType HOST =
            FunctionType.of(Collections.nCopies(6, ValType.I32), List.of(ValType.I32));

    private final PagedMemory memory;
    private final Instance instance;
    private final EngineCalls calls;
    private final Messages messages = new Messages();
    private final MemoryBudget.Share share = MemoryBudget.OF_THIS_JVM.share();

    private byte[] input = {};
    private @Nullable Answer answer;
    private @Nullable Deadline deadline;
    private long memoryLimit = ScriptLimits.DEFAULT.memoryBytes();
    private boolean memoryRefused;

    Sandbox() {
        List<PagedMemory> made = new ArrayList<>();
        instance =
                Instance.builder(JavyPluginModule.load())
                        .withMachineFactory(JavyPluginModule::create)
                        .withMemoryFactory(
                                limits -> {
                                    made.add(new PagedMemory(limits.initialPages(), this::mayGrow));
                                    return made.get(0);
                                })
                        .withTableFactory((table, initial) -> withRoomForInterrupt(table, initial))
                        .withImportValues(ImportValues.builder().addFunction(imports()).build())
                        .build();
        memory = made.get(0);
        calls = new EngineCalls(instance);
    }

    EngineCalls calls() {
        return calls;
    }

    Instance instance() {
        return instance;
    }

    Image freeze() {
        return new Image(memory.freeze(), instance.global(0).getValue());
    }

    Loaded load(Image image, Bytecode code, byte[] source, ScriptLimits limits) {
        List<Image> after = new ArrayList<>();
        Answer ended = run(image, code, source, limits, () -> after.add(freeze()));
        return new Loaded(ended, after.isEmpty() ? image : after.get(0));
    }

    Answer run(Image image, Bytecode code, byte[] input, ScriptLimits limits) {
        return run(image, code, input, limits, () -> {});
    }

    /**
     * Runs code from a fresh copy of the image. An interrupt from outside waits for the caller and
     * does not end it.
     */
    private Answer run(
            Image image, Bytecode code, byte[] input, ScriptLimits limits, Runnable whenDone) {
        boolean interrupted = Thread.interrupted();
        try (Deadline ends = new Deadline(limits.time().toNanos())) {
            deadline = ends;
            this.input = input;
            memoryLimit = limits.memoryBytes();
            while (true) {
                restore(image);
                try {
                    Answer ended = runOnce(code);
                    whenDone.run();
                    return ended;
                } catch (WasmInterruptedException e) {
                    if (ends.passed()) {
                        return new Answer(Kind.TIMED_OUT, messages.take());
                    }
                    // Someone else's interrupt. What was half done is forgotten with the memory:
                    // begin again.
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            deadline = null;
            restore(image);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Answer runOnce(Bytecode code) {
        try {
            calls.run(code);
        } catch (WasmInterruptedException e) {
            throw e;
        } catch (StackOverflowError e) {
            return new Answer(Kind.TOO_DEEP, messages.take());
        } catch (RuntimeException e) {
            if (e.getCause() instanceof StackOverflowError) {
                return new Answer(Kind.TOO_DEEP, messages.take());
            }
            return ended(messages.take() + e.getMessage());
        }
        Answer given = answer;
        return given == null ? ended(messages.take()) : given;
    }

    private Answer ended(String said) {
        if (deadline != null && deadline.passed()) {
            return new Answer(Kind.TIMED_OUT, said);
        }
        return new Answer(memoryRefused ? Kind.OUT_OF_MEMORY : Kind.CRASHED, said);
    }

    private void restore(Image image) {
        memory.reset(image.pages());
        instance.global(0).setValue(image.stackPointer());
        share.giveBack();
        memoryRefused = false;
        answer = null;
        messages.take();
    }

    private boolean mayGrow(long bytes) {
        boolean allowed = bytes <= memoryLimit && share.reaches(bytes);
        memoryRefused |= !allowed;
        return allowed;
    }

    /**
     * Called by the prelude: {@code (module, what, text)}, each an address and a length; answers
     * the input.
     */
    private long[] host(Instance caller, long... args) {
        String what = new String(memory.readBytes((int) args[2], (int) args[3]), UTF_8);
        if (what.equals("input")) {
            return new long[] {calls.hand(input)};
        }
        int length = (int) args[5];
        answer =
                length > MAX_ANSWER
                        ? new Answer(Kind.TOO_BIG, String.valueOf(length))
                        : new Answer(
                                Kind.valueOf(what),
                                new String(memory.readBytes((int) args[4], length), UTF_8));
        return new long[] {calls.hand(TAKEN)};
    }

    private ImportFunction[] imports() {
        var wasi =
                WasiPreview1.builder()
                        .withOptions(
                                WasiOptions.builder()
                                        .withStdout(messages, false)
                                        .withStderr(messages, false)
                                        .build())
                        .build();
        List<ImportFunction> imports = new ArrayList<>(Arrays.asList(wasi.toHostFunctions()));
        imports.removeIf(function -> function.name().equals(Interrupt.CARRIER));
        imports.add(Interrupt.carrier(() -> deadline != null && deadline.passed()));
        imports.add(new HostFunction("endive", "invoke", HOST, this::host));
        return imports.toArray(ImportFunction[]::new);
    }

    private static TableInstance withRoomForInterrupt(Table table, int initial) {
        long size = table.limits().min() + 1;
        return new TableInstance(
                new Table(table.elementType(), new TableLimits(size, size)), initial);
    }
}
