// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.routing;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/** What an error in a plug-in means for those who use it, and what they can do. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FaultText {

    /** Class files of Java N have the version N + 44. */
    private static final int CLASS_FILE_OFFSET = 44;

    private static final Pattern CLASS_FILE = Pattern.compile("class file version (\\d+)");
    private static final Pattern CLASS_NAME = Pattern.compile("[\\w$]+([/.][\\w$]+)*");

    private FaultText() {}

    /**
     * {@return a predicate and what follows, in one line, to be put behind the name of a class} For instance {@code throws
     * IllegalStateException: no licence. Report this to its author.}
     *
     * @param error what a plug-in threw
     */
    public static String of(Throwable error) {
        if (error instanceof ExceptionInInitializerError && error.getCause() != null) {
            return of(error.getCause());
        }
        if (error instanceof UnsupportedClassVersionError) {
            return compiledForLaterJava(error).orElseGet(() -> thrown(error));
        }
        if (error instanceof IncompatibleClassChangeError) {
            return "doesn't fit the classes that it was loaded with (" + name(error) + "). Compile it against this"
                    + " version of capsnet and its libraries.";
        }
        return missingClass(error)
                .map(name -> "needs the class " + name + ", which isn't on the class path. Add the jar that has it.")
                .orElseGet(() -> thrown(error));
    }

    private static Optional<String> compiledForLaterJava(Throwable error) {
        Matcher version = CLASS_FILE.matcher(String.valueOf(error.getMessage()));
        return version.find()
                ? Optional.of("was compiled for Java " + (Integer.parseInt(version.group(1)) - CLASS_FILE_OFFSET)
                        + ", but this is Java " + Runtime.version().feature()
                        + ". Use a later JDK, or compile it for this one.")
                : Optional.empty();
    }

    /** The class that an error says is absent; not one that is there but couldn't be initialised. */
    private static Optional<String> missingClass(Throwable error) {
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause)
                .filter(cause -> cause instanceof NoClassDefFoundError || cause instanceof ClassNotFoundException)
                .map(cause -> String.valueOf(cause.getMessage()))
                .filter(message -> CLASS_NAME.matcher(message).matches())
                .map(message -> message.replace('/', '.'))
                .findFirst();
    }

    private static String thrown(Throwable error) {
        String text = name(error);
        return "throws " + text + (text.matches(".*[.!?]") ? "" : ".") + " Report this to its author.";
    }

    private static String name(Throwable error) {
        String type = error.getClass().getSimpleName();
        String message = String.valueOf(error.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
        return error.getMessage() == null ? type : type + ": " + message;
    }
}
