package io.tidegate.cli;

import picocli.CommandLine.IVersionProvider;

/** The jar's version. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "tidegate "
                    + (version == null ? "(not from a jar)" : version)
                    + ", Java "
                    + Runtime.version().feature()
        };
    }
}
