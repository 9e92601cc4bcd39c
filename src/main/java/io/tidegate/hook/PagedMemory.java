package io.tidegate.hook;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import run.endive.runtime.ConstantEvaluators;
import run.endive.runtime.Instance;
import run.endive.runtime.WasmRuntimeException;
import run.endive.wasm.types.ActiveDataSegment;
import run.endive.wasm.types.DataSegment;

/**
 * The whole memory of one sandbox, in pages of 4 KiB that are copied on their first write. Going
 * back to an {@link Image} costs one copy of the page table, whatever the script did; pages nobody
 * wrote are shared by all.
 */
final class PagedMemory extends UnsharedMemory {
    private static final int SHIFT = 12;
    private static final int PAGE = 1 << SHIFT;
    private static final int MASK = PAGE - 1;
    private static final int PER_WASM_PAGE = PAGE_SIZE / PAGE;
    private static final byte[] ZEROS = new byte[PAGE];

    /** Copies kept for the next call: what a usual call writes, so that it allocates nothing. */
    private static final int SPARES = 64;

    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int initialPages;
    private final Growth growth;
    private byte[][] pages;
    private boolean[] own;
    private int[] owned = new int[SPARES];
    private int ownedCount;
    private final byte[][] spares = new byte[SPARES][];
    private int spareCount;
    private int wasmPages;

    /** Says whether the memory may grow to so many bytes. */
    interface Growth {
        boolean allows(long bytes);
    }

    PagedMemory(int initialPages, Growth growth) {
        this.initialPages = initialPages;
        this.growth = growth;
        this.pages = new byte[initialPages * PER_WASM_PAGE][];
        this.own = new boolean[pages.length];
        Arrays.fill(pages, ZEROS);
        this.wasmPages = initialPages;
    }

    /** The pages as they are; this memory then copies before it writes, so that they stay so. */
    byte[][] freeze() {
        byte[][] frozen = Arrays.copyOf(pages, wasmPages * PER_WASM_PAGE);
        Arrays.fill(own, false);
        ownedCount = 0;
        return frozen;
    }

    void reset(byte[][] image) {
        for (int i = 0; i < ownedCount; i++) {
            int index = owned[i];
            own[index] = false;
            if (spareCount < SPARES) {
                spares[spareCount++] = pages[index];
            }
        }
        ownedCount = 0;
        if (owned.length > SPARES) {
            owned = new int[SPARES];
        }
        if (pages.length != image.length) {
            pages = new byte[image.length][];
            own = new boolean[image.length];
        }
        System.arraycopy(image, 0, pages, 0, image.length);
        wasmPages = image.length / PER_WASM_PAGE;
    }

    private byte[] writable(int address) {
        int index = address >>> SHIFT;
        byte[] page = pages[index];
        return own[index] ? page : copy(index, page);
    }

    private byte[] copy(int index, byte[] page) {
        byte[] copy;
        if (spareCount > 0) {
            copy = spares[--spareCount];
            System.arraycopy(page, 0, copy, 0, PAGE);
        } else {
            copy = page == ZEROS ? new byte[PAGE] : page.clone();
        }
        if (ownedCount == owned.length) {
            owned = Arrays.copyOf(owned, ownedCount * 2);
        }
        owned[ownedCount++] = index;
        own[index] = true;
        pages[index] = copy;
        return copy;
    }

    @Override
    public int pages() {
        return wasmPages;
    }

    @Override
    public int grow(int size) {
        int before = wasmPages;
        long after = (long) before + (size & 0xFFFFFFFFL);
        if (after > RUNTIME_MAX_PAGES || !growth.allows(after * PAGE_SIZE)) {
            return -1;
        }
        int count = (int) after * PER_WASM_PAGE;
        byte[][] grown = Arrays.copyOf(pages, count);
        Arrays.fill(grown, before * PER_WASM_PAGE, count, ZEROS);
        pages = grown;
        own = Arrays.copyOf(own, count);
        wasmPages = (int) after;
        return before;
    }

    @Override
    public int initialPages() {
        return initialPages;
    }

    @Override
    public int maximumPages() {
        return RUNTIME_MAX_PAGES;
    }

    @Override
    public void initialize(Instance instance, DataSegment[] segments) {
        for (DataSegment segment : segments) {
            if (segment instanceof ActiveDataSegment active) {
                long offset =
                        ConstantEvaluators.computeConstantValue(
                                instance, active.offsetInstructions())[0];
                write((int) offset, active.data(), 0, active.data().length);
            }
        }
    }

    @Override
    public byte read(int address) {
        try {
            return pages[address >>> SHIFT][address & MASK];
        } catch (NullPointerException | IndexOutOfBoundsException e) {
            throw outside(address);
        }
    }

    @Override
    public void writeByte(int address, byte value) {
        try {
            writable(address)[address & MASK] = value;
        } catch (NullPointerException | IndexOutOfBoundsException e) {
            throw outside(address);
        }
    }

    @Override
    public short readShort(int address) {
        int at = address & MASK;
        if (at > PAGE - 2) {
            return (short) ((read(address) & 0xFF) | read(address + 1) << 8);
        }
        try {
            return (short) SHORT.get(pages[address >>> SHIFT], at);
        } catch (NullPointerException | IndexOutOfBoundsException e) {
            throw outside(address);
        }
    }

    @Override
    public void writeShort(int address, short value) {
        int at = address & MASK;
        if (at > PAGE - 2) {
            writeByte(address, (byte) value);
            writeByte(address + 1, (byte) (value >>> 8));
            return;
        }
        try {
            SHORT.set(writable(address), at, value);
        } catch (NullPointerException | IndexOutOfBoundsException e) {
            throw outside(address);
        }
    }

    @Override
    public int readInt(int address) {
        int at = address & MASK;
        if (at > PAGE - 4) {
            return (readShort(address) & 0xFFFF) | readShort(address + 2) << 16;
        }
        try {
            return (int) INT.get(pages[address >>> SHIFT], at);
        } catch (NullPointerException | IndexOutOfBoundsException e) {
            throw outside(address);
        }
    }

    @Override
    public void writeI32(int address, int value) {
        int at = address & MASK;
        if (at > PAGE - 4) {
            writeShort(address, (short) value);
            writeShort(address + 2, (short) (value >>> 16));
            return;
        }
        try {
            INT.set(writable(address), at, value);
        } catch (NullPointerException | IndexOutOfBoundsException e) {
            throw outside(address);
        }
    }

    @Override
    public long readLong(int address) {
        int at = address & MASK;
        if (at > PAGE - 8) {
            return (readInt(address) & 0xFFFFFFFFL) | (long) readInt(address + 4) << 32;
        }
        try {
            return (long) LONG.get(pages[address >>> SHIFT], at);
        } catch (NullPointerException | IndexOutOfBoundsException e) {
            throw outside(address);
        }
    }

    @Override
    public void writeLong(int address, long value) {
        int at = address & MASK;
        if (at > PAGE - 8) {
            writeI32(address, (int) value);
            writeI32(address + 4, (int) (value >>> 32));
            return;
        }
        try {
            LONG.set(writable(address), at, value);
        } catch (NullPointerException | IndexOutOfBoundsException e) {
            throw outside(address);
        }
    }

    @Override
    public byte[] readBytes(int address, int length) {
        check(address, length);
        byte[] bytes = new byte[length];
        for (int done = 0; done < length; ) {
            int from = address + done;
            int chunk = Math.min(length - done, PAGE - (from & MASK));
            System.arraycopy(pages[from >>> SHIFT], from & MASK, bytes, done, chunk);
            done += chunk;
        }
        return bytes;
    }

    @Override
    public void write(int address, byte[] data, int offset, int size) {
        check(address, size);
        for (int done = 0; done < size; ) {
            int to = address + done;
            int chunk = Math.min(size - done, PAGE - (to & MASK));
            System.arraycopy(data, offset + done, writable(to), to & MASK, chunk);
            done += chunk;
        }
    }

    @Override
    public void zero() {
        freeze();
        Arrays.fill(pages, ZEROS);
    }

    @Override
    public void fill(byte value, int from, int to) {
        check(from, to - from);
        for (int at = from; at < to; ) {
            int chunk = Math.min(to - at, PAGE - (at & MASK));
            Arrays.fill(writable(at), at & MASK, (at & MASK) + chunk, value);
            at += chunk;
        }
    }

    @Override
    public void copy(int dest, int src, int size) {
        check(dest, size);
        check(src, size);
        if (dest > src && dest < src + size) {
            copyFromEnd(dest, src, size);
            return;
        }
        for (int done = 0; done < size; ) {
            int from = src + done;
            int to = dest + done;
            int chunk = Math.min(size - done, PAGE - Math.max(from & MASK, to & MASK));
            System.arraycopy(pages[from >>> SHIFT], from & MASK, writable(to), to & MASK, chunk);
            done += chunk;
        }
    }

    private void copyFromEnd(int dest, int src, int size) {
        for (int left = size; left > 0; ) {
            int from = src + left;
            int to = dest + left;
            int chunk = Math.min(left, Math.min(1 + (from - 1 & MASK), 1 + (to - 1 & MASK)));
            left -= chunk;
            byte[] source = pages[src + left >>> SHIFT];
            System.arraycopy(
                    source, src + left & MASK, writable(dest + left), dest + left & MASK, chunk);
        }
    }

    private void check(int address, int size) {
        if (address < 0 || size < 0 || (long) address + size > (long) wasmPages * PAGE_SIZE) {
            throw outside(address);
        }
    }

    private WasmRuntimeException outside(int address) {
        return new WasmRuntimeException(
                "out of bounds memory access at "
                        + address
                        + " of "
                        + (long) wasmPages * PAGE_SIZE);
    }
}
