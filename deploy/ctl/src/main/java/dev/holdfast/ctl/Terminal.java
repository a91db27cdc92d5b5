package dev.holdfast.ctl;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Scanner;

/**
 * Where answers are printed: in colours, and with a sign of life while services are asked, where a
 * person looks; as plain lines in a pipe. What went wrong goes to the other stream.
 */
final class Terminal {

    private static final String ERASE = "\r\u001b[K";

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private boolean progressing;

    Terminal(PrintStream out, PrintStream err, boolean terminal) {
        this(System.in, out, err, terminal);
    }

    Terminal(InputStream in, PrintStream out, PrintStream err, boolean terminal) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    static Terminal standard() {
        return new Terminal(System.out, System.err, Boolean.getBoolean("holdfast.terminal"));
    }

    /** What is being done, until the next line is printed. */
    void progress(String text) {
        if (terminal) {
            err.print(ERASE + TextColor.DIM.on(text + " ..."));
            err.flush();
            progressing = true;
        }
    }

    void line(StyledText... words) {
        erase();
        out.println(joined(Arrays.asList(words)));
        out.flush();
    }

    /** Text that is made for programs: JSON. */
    void json(String text) {
        erase();
        text.lines().map(Printable::of).forEach(out::println);
        out.flush();
    }

    /** Rows whose words stand below each other. */
    void table(List<List<StyledText>> rows) {
        var widths = new ArrayList<Integer>();
        for (var row : rows) {
            for (var column = 0; column < row.size() - 1; column++) {
                var width = row.get(column).text().length();
                if (column == widths.size()) {
                    widths.add(width);
                } else {
                    widths.set(column, Math.max(widths.get(column), width));
                }
            }
        }
        rows.forEach(row -> line(padded(row, widths).toArray(StyledText[]::new)));
    }

    /** Asks and waits for a yes; where nobody looks, nobody says so. */
    boolean confirms(String question) {
        return typed(question + " [y/N] ").matches("(?i)y(es)?");
    }

    /** Asks for a word that nobody types by accident. */
    boolean confirms(String question, String word) {
        return typed("%s Type '%s' to go on: ".formatted(question, word)).equals(word);
    }

    private String typed(String question) {
        if (!terminal) {
            return "";
        }
        erase();
        err.print(Printable.of(question));
        err.flush();
        try (var typed = new Scanner(in, StandardCharsets.UTF_8)) {
            return typed.hasNextLine() ? typed.nextLine().strip() : "";
        }
    }

    /** For help, which words itself. */
    PrintWriter writer() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    void complain(String anything) {
        var sentence = Printable.of(anything);
        erase();
        err.println("holdfastctl: " + (terminal ? TextColor.BAD.on(sentence) : sentence));
        err.flush();
    }

    void erase() {
        if (progressing) {
            err.print(ERASE);
            err.flush();
            progressing = false;
        }
    }

    private static List<StyledText> padded(List<StyledText> row, List<Integer> widths) {
        var padded = new ArrayList<StyledText>();
        for (var column = 0; column < row.size(); column++) {
            var word = row.get(column);
            var missing = column < row.size() - 1 ? widths.get(column) - word.text().length() : 0;
            padded.add(new StyledText(word.ink(), word.text() + " ".repeat(missing)));
        }
        return padded;
    }

    private String joined(List<StyledText> words) {
        var line = new StringBuilder();
        for (var word : words) {
            line.append(line.isEmpty() ? "" : "  ");
            line.append(terminal ? word.ink().on(word.text()) : word.text());
        }
        return line.toString().stripTrailing();
    }
}
