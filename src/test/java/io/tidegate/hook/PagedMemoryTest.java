package io.tidegate.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import run.endive.runtime.ByteArrayMemory;
import run.endive.runtime.Memory;
import run.endive.runtime.WasmRuntimeException;
import run.endive.wasm.types.MemoryLimits;

class PagedMemoryTest {
    private static final int SIZE = 2 * Memory.PAGE_SIZE;

    private final PagedMemory memory = new PagedMemory(2, bytes -> bytes <= 4L * Memory.PAGE_SIZE);

    @Test
    void itHoldsWhatTheRuntimesOwnMemoryHolds() {
        Memory reference = new ByteArrayMemory(new MemoryLimits(2, 4));
        Random random = new Random(42);
        for (int i = 0; i < 50_000; i++) {
            long seed = random.nextLong();
            step(memory, new Random(seed));
            step(reference, new Random(seed));
        }

        assertThat(memory.readBytes(0, SIZE)).isEqualTo(reference.readBytes(0, SIZE));
        for (int at = 0; at < SIZE - 8; at += 3) {
            assertThat(memory.readLong(at)).isEqualTo(reference.readLong(at));
            assertThat(memory.readInt(at)).isEqualTo(reference.readInt(at));
            assertThat(memory.readShort(at)).isEqualTo(reference.readShort(at));
            assertThat(memory.readU16(at)).isEqualTo(reference.readU16(at));
            assertThat(memory.readF64(at)).isEqualTo(reference.readF64(at));
            assertThat(memory.readF32(at)).isEqualTo(reference.readF32(at));
        }
    }

    private static void step(Memory memory, Random random) {
        int at = random.nextInt(SIZE - 10_000);
        switch (random.nextInt(9)) {
            case 0 -> memory.writeByte(at, (byte) random.nextInt());
            case 1 -> memory.writeShort(at, (short) random.nextInt());
            case 2 -> memory.writeI32(at, random.nextInt());
            case 3 -> memory.writeLong(at, random.nextLong());
            case 4 -> memory.writeF32(at, random.nextFloat());
            case 5 -> memory.writeF64(at, random.nextDouble());
            case 6 -> memory.fill((byte) random.nextInt(), at, at + random.nextInt(9_000));
            case 7 ->
                    memory.copy(
                            at,
                            Math.max(0, at - 5_000 + random.nextInt(10_000)),
                            random.nextInt(9_000) / 2);
            default -> memory.write(at, new byte[random.nextInt(9_000)]);
        }
    }

    @Test
    void aResetBringsBackTheImageAndNothingElse() {
        memory.writeI32(5_000, 7);
        byte[][] image = memory.freeze();
        PagedMemory other = new PagedMemory(2, bytes -> true);

        memory.writeI32(5_000, 8);
        memory.writeI32(100_000, 9);
        memory.grow(2);
        memory.writeI32(SIZE + 8, 10);
        other.reset(image);
        memory.reset(image);

        assertThat(memory.pages()).isEqualTo(2);
        assertThat(memory.readInt(5_000)).isEqualTo(7);
        assertThat(memory.readInt(100_000)).isZero();
        assertThat(other.readBytes(0, SIZE)).isEqualTo(memory.readBytes(0, SIZE));
        memory.grow(2);
        assertThat(memory.readInt(SIZE + 8)).isZero();
    }

    @Test
    void memoriesOfOneImageDoNotSeeEachOther() {
        byte[][] image = memory.freeze();
        PagedMemory other = new PagedMemory(2, bytes -> true);
        other.reset(image);

        memory.writeByte(10, (byte) 1);

        assertThat(other.read(10)).isZero();
    }

    @Test
    void itGrowsAsFarAsItIsAllowed() {
        assertThat(memory.grow(2)).isEqualTo(2);
        assertThat(memory.grow(1)).isEqualTo(-1);
        assertThat(memory.grow(-1)).isEqualTo(-1);
        assertThat(memory.pages()).isEqualTo(4);
    }

    @Test
    void nothingOutsideIsReadOrWritten() {
        for (int address :
                new int[] {SIZE, SIZE - 3, -1, -4, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> memory.readInt(address))
                    .isInstanceOf(WasmRuntimeException.class);
            assertThatThrownBy(() -> memory.writeI32(address, 1))
                    .isInstanceOf(WasmRuntimeException.class);
            assertThatThrownBy(() -> memory.readBytes(address, 8))
                    .isInstanceOf(WasmRuntimeException.class);
            assertThatThrownBy(() -> memory.copy(0, address, 8))
                    .isInstanceOf(WasmRuntimeException.class);
        }
    }
}
