package dev.holdfast.kit.background;

import dev.holdfast.kit.database.UnitOfWork;
import java.util.List;

/** A table that can hold dead letters. Each such table has one bean. */
public interface DeadLetterQueue {

    /** One word that tells it from the service's others, such as {@code effect}. */
    String kind();

    /** The newest dead letters, of all guilds; at most so many. */
    List<DeadLetter> newest(int most);

    /** Has the row tried again, its failures forgotten; false: it is no dead letter (any more). */
    boolean retry(long row, UnitOfWork work);

    /** Gives the row up: nobody hears of it again. False: it is no dead letter (any more). */
    boolean drop(long row, UnitOfWork work);
}
