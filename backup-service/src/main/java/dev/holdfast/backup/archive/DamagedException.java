package dev.holdfast.backup.archive;

import java.io.IOException;

/** A file is not what was written. */
public final class DamagedException extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedException(String what) {
        super(what);
    }

    DamagedException(String what, Throwable cause) {
        super(what, cause);
    }
}
