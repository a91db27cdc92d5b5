package dev.holdfast.health.statuspage;

import dev.holdfast.health.incident.Acting;
import dev.holdfast.kit.loop.PollingLoop;
import dev.holdfast.kit.loop.PollingLoops;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;

/**
 * Writes the page as a file, every minute, where the operator names a folder: the leader does, and
 * everybody while nobody can say who leads. The page is whole at any moment.
 */
@Singleton
final class StatusFolder {

    static final String FILE = "index.html";

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final StatusPage page;
    private final StatusHtml html;
    private final Acting acting;
    private final Optional<Path> folder;
    private final PollingLoop loop;

    StatusFolder(
            StatusPage page,
            StatusHtml html,
            Acting acting,
            StatusPageSettings settings,
            PollingLoops loops) {
        this.acting = acting;
        this.page = page;
        this.html = html;
        this.folder = settings.folder().filter(it -> !it.isBlank()).map(Path::of);
        this.loop = loops.every("status-folder", PAUSE, this::write);
    }

    void start(@Observes StartupEvent event) {
        if (folder.isPresent()) {
            loop.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    private void write() {
        if (acting.acts()) {
            folder.ifPresent(into -> write(html.render(page.now()), into));
        }
    }

    /** Whoever reads it meanwhile gets the page before or this one. */
    static void write(String content, Path folder) {
        try {
            Files.createDirectories(folder);
            var draft = Files.createTempFile(folder, ".index", ".html");
            try {
                Files.writeString(draft, content);
                // As readable as the folder is: a web server of another user serves it.
                var _ = draft.toFile().setReadable(true, false);
                Files.move(
                        draft,
                        folder.resolve(FILE),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
