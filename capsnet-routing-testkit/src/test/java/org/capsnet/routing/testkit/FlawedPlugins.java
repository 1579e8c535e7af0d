// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.List;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.routing.spi.Option;
import org.capsnet.routing.spi.Options;
import org.capsnet.routing.spi.RoutingPlugin;

/** Plug-ins that describe themselves or their options wrongly. */
final class FlawedPlugins {

    private FlawedPlugins() {}

    /**
     * A plug-in with one thing wrong.
     *
     * @param message parts of the message that must say so
     */
    record FlawedPlugin(String flaw, RoutingPlugin plugin, List<String> message) {

        @Override
        public String toString() {
            return flaw;
        }
    }

    private static FlawedPlugin flawed(String flaw, RoutingPlugin plugin, String... message) {
        return new FlawedPlugin(flaw, plugin, List.of(message));
    }

    static List<FlawedPlugin> ofRegistration() {
        Routing good = new Bounded(1, 0.5);
        return List.of(
                flawed("no summary", new Plugin(" ", "A paper", good, good), "summary()"),
                flawed("two lines of paper", new Plugin("A line", "One\ntwo", good, good), "paper()"),
                flawed("no defaults", new Plugin("A line", "A paper", null, good), "defaults()", "record"),
                flawed("a class", new Plugin("A line", "A paper", new NoRecord(), good), "a record from defaults()"),
                flawed("two records", new Plugin("A line", "A paper", good, new Bare(1)), "of one record", "literal()"),
                flawed("no annotation", new Plugin("A line", "A paper", new Bare(1)), "@Option", "none on size"),
                flawed("no meaning", new Plugin("A line", "A paper", new Meaningless(1)), "@Option", "one line"),
                flawed("no equality", new Plugin("A line", "A paper", new Unequal(1)), "equals, hashCode"));
    }

    static List<FlawedPlugin> ofOptions() {
        return List.of(
                flawed("unchecked minimum", new Plugin(new Unchecked(1)), "size=0", "accepted", "Options.check"),
                flawed("unchecked NaN", new Plugin(new UncheckedReal(0.5)), "share=NaN", "accepted", "Options.check"),
                flawed("nameless message", new Plugin(new Nameless(1)), "names size", "refused with: ", "too small"),
                flawed("narrower than declared", new Plugin(new Narrow(1)), "size=2 to be accepted", "only 1"),
                flawed("lost value", new Plugin(new Losing(1)), "size to be 2 when set so", "Losing[size=1]"),
                flawed("unequal", new Plugin(new Unequal(1)), "equal where their options are"),
                flawed("unusable type", new Plugin(new Listing(List.of())), "to be an int", "java.util.List"));
    }

    record Plugin(String summary, String paper, Routing defaults, Routing literal) implements RoutingPlugin {

        Plugin(String summary, String paper, Routing defaults) {
            this(summary, paper, defaults, defaults);
        }

        Plugin(Routing defaults) {
            this("A line", "A paper", defaults);
        }

        @Override
        public String name() {
            return "flawed";
        }
    }

    private interface SumRouting extends Routing {
        @Override
        default Capsules route(RoutingInput input) {
            return Capsules.of(input.votes().sum().squash());
        }
    }

    private static final class NoRecord implements SumRouting {}

    private record Bounded(
            @Option(value = "size", min = 1, max = 3) int size,
            @Option(value = "share", above = 0, max = 1) double share)
            implements SumRouting {
        Bounded {
            Options.check(Bounded.class, size, share);
        }
    }

    private record Bare(int size) implements SumRouting {}

    private record Meaningless(@Option(" ") int size) implements SumRouting {}

    private record Unchecked(
            @Option(value = "size", min = 1) int size) implements SumRouting {}

    private record UncheckedReal(@Option("share") double share) implements SumRouting {}

    private record Nameless(@Option(value = "size", min = 1) int size) implements SumRouting {
        Nameless {
            if (size < 1) {
                throw new IllegalArgumentException("too small");
            }
        }
    }

    private record Narrow(@Option(value = "size", min = 1) int size) implements SumRouting {
        Narrow {
            Options.check(Narrow.class, size);
            if (size > 1) {
                throw new IllegalArgumentException("only 1");
            }
        }
    }

    private record Losing(@Option("size") int size) implements SumRouting {
        Losing {
            size = 1;
        }
    }

    private record Unequal(@Option("size") int size) implements SumRouting {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return size;
        }
    }

    private record Listing(@Option("sizes") List<Integer> sizes) implements SumRouting {}
}
