package dev.holdfast.kit.database;

import dev.holdfast.kit.problem.Unavailable;
import dev.holdfast.kit.protocol.GuildId;
import dev.holdfast.kit.protocol.OperationKey;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.settings.SettingsKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/**
 * One transaction on behalf of one user in one guild. Row-level security limits it to that guild's
 * rows. It commits as a whole, or not at all. Bound to one thread.
 */
public final class UnitOfWork {

    private static final Logger LOG = Logger.getLogger("holdfast.database");
    private static final String PART = "part";
    private static final String ACT_AS =
            """
            select set_config('app.user', :user, true) || set_config('app.operation', :operation, true)
            """;

    private final Handle handle;
    private final WorkScope scope;
    private final StoredSettings settings;
    private final Instant now;
    private final Set<Runnable> afterCommit;
    private final Map<Class<?>, Object> shared;
    private final List<Consumer<UnitOfWork>> ifRefused = new ArrayList<>();
    private int rowsWritten;

    UnitOfWork(Handle handle, WorkScope scope, StoredSettings settings, Instant now) {
        this(handle, scope, settings, now, new LinkedHashSet<>(), new HashMap<>());
    }

    private UnitOfWork(
            Handle handle,
            WorkScope scope,
            StoredSettings settings,
            Instant now,
            Set<Runnable> afterCommit,
            Map<Class<?>, Object> shared) {
        this.handle = handle;
        this.scope = scope;
        this.settings = settings;
        this.now = now;
        this.afterCommit = afterCommit;
        this.shared = shared;
    }

    public GuildId guild() {
        return scope.guild();
    }

    /** In whose name the work is done. */
    public UserId user() {
        return scope.user();
    }

    /** Empty where the work only reads. */
    public Optional<OperationKey> operation() {
        return Optional.ofNullable(scope.operation());
    }

    /** Business time: when the transaction began, by the database's clock. */
    public Instant now() {
        return now;
    }

    /** The guild's settings of a feature, as they are in this transaction; costs no query. */
    public <T extends Record> T settings(SettingsKey<T> key) {
        return settings.read(key);
    }

    /** Stores the guild's settings of a feature and notes in the audit who changed what. */
    public <T extends Record> void change(SettingsKey<T> key, T changed) {
        settings.write(this, key, changed);
    }

    /**
     * Notes for the guild's admins what was done and by whom.
     *
     * @param action what, in words joined by dots, such as {@code wallet.add}
     * @param detail a record of what it was done with
     */
    public void audit(String action, Record detail) {
        settings.audit(this, action, detail);
    }

    /** The way to the database, for a feature's {@code *Store} only. */
    public Handle handle() {
        return handle;
    }

    /**
     * Executes a verified write.
     *
     * @param rows how many rows it must touch
     * @throws UnexpectedRows when it touched another number; the unit of work is then undone
     */
    public void write(int rows, Update update) {
        var written = update.execute();
        rowsWritten += written;
        if (written != rows) {
            throw new UnexpectedRows(rows, written, update.toString());
        }
    }

    /** Counts rows that a statement with a result of its own wrote, for the database log. */
    public void wrote(int rows) {
        rowsWritten += rows;
    }

    /**
     * Has something done once the work is committed, such as a nudge to whoever waits for what it
     * wrote. The same thing is done once, however often it is asked for. A process that dies right
     * after the commit does not do it: only for what would be found out anyway, a moment later.
     */
    public void afterCommit(Runnable nudge) {
        afterCommit.add(nudge);
    }

    /**
     * Goes on only where this unit of work writes. A command that reads is run again from its start
     * in one that does, under its operation key and its locks: so what is rarely needed to make an
     * answer true costs the usual answer nothing. Not for units of work that several share.
     */
    public void needsToWrite() {
        if (scope.operation() == null) {
            throw new WriteNeeded();
        }
    }

    /**
     * Has something written together with the refusal, if this unit of work ends in one; a refusal
     * undoes all else. For what the refusal tells a person and must stay true.
     */
    public void ifRefused(Consumer<UnitOfWork> more) {
        ifRefused.add(more);
    }

    void refused(UnitOfWork refusal) {
        ifRefused.forEach(more -> more.accept(refusal));
    }

    /**
     * The part of a shared unit of work that is one request's: what follows is written in its name,
     * until the next one's part begins.
     *
     * @param request one of those that share this unit of work
     */
    public UnitOfWork partOf(Request request) {
        if (request.scope().equals(scope)) {
            return this;
        }
        handle.createQuery(ACT_AS)
                .bind("user", request.user().toString())
                .bind("operation", request.operation().value())
                .mapTo(String.class)
                .one();
        return new UnitOfWork(handle, request.scope(), settings, now, afterCommit, shared);
    }

    /**
     * What all parts of the transaction share, such as what was read for all of them; it is
     * forgotten when the transaction ends, and not when a part of it is undone.
     *
     * @param fresh makes it when it is first asked for
     */
    public <T> T shared(Class<T> type, Supplier<T> fresh) {
        return type.cast(shared.computeIfAbsent(type, _ -> fresh.get()));
    }

    /**
     * Does a part of the work that may fail without the rest of it.
     *
     * @return what the part threw, with all that it wrote and asked for undone; empty: it went well
     * @throws RuntimeException what the whole is to be undone or tried again for, such as a
     *     deadlock or a lost connection
     */
    public Optional<RuntimeException> attempt(Runnable part) {
        var nudges = List.copyOf(afterCommit);
        handle.savepoint(PART);
        try {
            part.run();
            handle.releaseSavepoint(PART);
            return Optional.empty();
        } catch (RuntimeException e) {
            if (e instanceof Unavailable || FailureKind.of(e) != FailureKind.OTHER) {
                throw e;
            }
            handle.rollbackToSavepoint(PART);
            afterCommit.retainAll(nudges);
            return Optional.of(e);
        }
    }

    int rowsWritten() {
        return rowsWritten;
    }

    /** What is committed is committed, whatever becomes of a nudge. */
    void committed() {
        for (var nudge : afterCommit) {
            try {
                nudge.run();
            } catch (RuntimeException e) {
                LOG.error("a nudge after a commit failed", e);
            }
        }
    }
}
