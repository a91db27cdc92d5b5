package dev.holdfast.sandbox.world;

/** Something kept in the world and in its journal, under a key that is unique in its table. */
public interface Entity {
    String key();
}
