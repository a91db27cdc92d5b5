package dev.holdfast.backup.archive;

import java.io.IOException;

/** No location can do what is asked; the message says why, and what to do, location by location. */
public final class ArchiveException extends IOException {

    private static final long serialVersionUID = 1L;

    ArchiveException(String why) {
        super(why);
    }
}
