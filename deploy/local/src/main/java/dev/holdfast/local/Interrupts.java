package dev.holdfast.local;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells a second Ctrl-C from the first, which shutdown hooks cannot. The JDK's own door to signals
 * is outside its API, so it is reached by reflection; without it every Ctrl-C is a first one.
 */
final class Interrupts {

    private Interrupts() {}

    static void handle(Runnable first, Runnable again) {
        var count = new AtomicInteger();
        InvocationHandler handler =
                (proxy, method, arguments) -> {
                    if (method.getName().equals("handle")) {
                        Thread.ofPlatform()
                                .name("interrupt")
                                .start(count.getAndIncrement() == 0 ? first : again);
                    }
                    return null;
                };
        try {
            var signal = Class.forName("sun.misc.Signal");
            var type = Class.forName("sun.misc.SignalHandler");
            var receiver =
                    Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
            signal.getMethod("handle", signal, type)
                    .invoke(null, signal.getConstructor(String.class).newInstance("INT"), receiver);
        } catch (ReflectiveOperationException e) {
            // The shutdown hook still ends everything on the first one.
        }
    }
}
