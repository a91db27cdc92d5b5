package dev.holdfast.kit.database;

/** How the answers to requests of one kind are stored with their operations, for replays. */
interface ResultCodec<T> {

    String write(T answer);

    T read(String stored);

    /** Whether the answer says no, so that nothing is kept but the answer itself. */
    boolean undoes(T answer);
}
