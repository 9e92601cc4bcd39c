package io.tidegate.config;

import java.nio.file.Path;

/** Another process works on the data folder; this one must not. */
public final class DataFolderInUse extends RuntimeException {
    private final String pid;

    DataFolderInUse(Path folder, String pid) {
        super(
                "the data folder "
                        + folder
                        + " is in use by process "
                        + (pid.isEmpty() ? "(starting)" : pid)
                        + ": stop that one, or give this one another folder by TIDEGATE_DATA_DIR; nothing was started");
        this.pid = pid;
    }

    /** The process that holds it; empty while that one is starting. */
    public String pid() {
        return pid;
    }
}
