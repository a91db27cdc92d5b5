package dev.holdfast.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Writes results down. */
public final class Report {

    private Report() {}

    /** As results.json, results.md and pay.png in the folder. */
    public static void write(Results results, Path folder) throws IOException {
        Files.createDirectories(folder);
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(folder.resolve("results.json").toFile(), results);
        Files.writeString(folder.resolve("results.md"), MarkdownTable.of(results));
        ImageIO.write(Chart.of(results), "png", folder.resolve("pay.png").toFile());
    }
}
