package dev.holdfast.gateway.discord;

import java.io.IOException;
import java.io.InputStream;

/** A file that goes along with a call. */
public record Upload(String name, Source source) {

    /** Where its bytes come from; asked anew for each attempt. */
    public interface Source {

        /**
         * Opens it.
         *
         * @throws IOException where it is not to be had, or too large
         */
        Bytes open() throws IOException, InterruptedException;
    }

    /**
     * What is in it.
     *
     * @param length how many bytes the stream has
     */
    public record Bytes(InputStream stream, long length) {}
}
