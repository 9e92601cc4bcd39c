package io.tidegate.hook;

import run.endive.runtime.Memory;
import run.endive.runtime.WasmRuntimeException;

/**
 * The parts of a memory that follow from others, and those that only threads sharing one would
 * need.
 */
abstract class UnsharedMemory implements Memory {
    @Override
    public boolean shared() {
        return false;
    }

    @Override
    public void initPassiveSegment(int segment, int dest, int offset, int size) {
        throw new UnsupportedOperationException("the script engine has no passive data");
    }

    @Override
    public void drop(int segment) {
        // The engine's data are all active: there is nothing to forget.
    }

    @Override
    public long readU16(int address) {
        return readShort(address) & 0xFFFFL;
    }

    @Override
    public void writeF32(int address, float value) {
        writeI32(address, Float.floatToRawIntBits(value));
    }

    @Override
    public long readF32(int address) {
        return readInt(address);
    }

    @Override
    public float readFloat(int address) {
        return Float.intBitsToFloat(readInt(address));
    }

    @Override
    public void writeF64(int address, double value) {
        writeLong(address, Double.doubleToRawLongBits(value));
    }

    @Override
    public double readDouble(int address) {
        return Double.longBitsToDouble(readLong(address));
    }

    @Override
    public long readF64(int address) {
        return readLong(address);
    }

    @Override
    @Deprecated
    @SuppressWarnings("removal")
    public Object lock(int address) {
        throw new UnsupportedOperationException("one thread at a time");
    }

    @Override
    @Deprecated
    @SuppressWarnings("removal")
    public int waitOn(int address, int expected, long timeout) {
        throw new WasmRuntimeException("a script cannot wait");
    }

    @Override
    @Deprecated
    @SuppressWarnings("removal")
    public int waitOn(int address, long expected, long timeout) {
        throw new WasmRuntimeException("a script cannot wait");
    }

    @Override
    @Deprecated
    @SuppressWarnings("removal")
    public int notify(int address, int maxThreads) {
        return 0;
    }
}
