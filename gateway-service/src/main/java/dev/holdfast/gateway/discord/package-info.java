/**
 * Speaks Discord's two protocols: Javacord holds the gateway connection and hands every event over
 * raw; every REST call is made by the gateway's own client. Nothing else touches Javacord.
 */
@NullMarked
package dev.holdfast.gateway.discord;

import org.jspecify.annotations.NullMarked;
