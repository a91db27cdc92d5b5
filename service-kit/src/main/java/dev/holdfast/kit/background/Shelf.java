package dev.holdfast.kit.background;

import dev.holdfast.kit.database.UnitOfWork;
import java.util.List;

/** A table that can hold dead letters. Each such table has one bean. */
public interface Shelf {

    /** One word that tells it from the service's others, such as {@code effect}. */
    String kind();

    /** Those set aside last, of all guilds; at most so many. */
    List<Aside> newest(int most);

    /** Has the row tried again, its failures forgotten; false: it is not set aside (any more). */
    boolean retry(long row, UnitOfWork work);

    /** Gives the row up: nobody hears of it again. False: it is not set aside (any more). */
    boolean drop(long row, UnitOfWork work);
}
