// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import com.google.inject.ProvisionException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.capsnet.core.routing.RoutingFailure;
import org.capsnet.datasets.DataFileException;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.experiment.InvalidExperiment;
import org.capsnet.experiments.terminal.Terminal;
import org.capsnet.routing.spi.RoutingException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.PicocliException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells the user of an error, in one line on standard error, and gives the exit code that goes with it. */
public final class ErrorReport {

    private static final int UNEXPECTED = 1;
    private static final int USER_CAN_PUT_RIGHT = 2;

    private static final List<Class<? extends RuntimeException>> USER_ERRORS =
            List.of(UserError.class, InvalidExperiment.class, RoutingException.class, DataFileException.class);

    private final Terminal terminal;
    private final boolean debug;

    /**
     * A report to a terminal.
     *
     * @param debug whether the stack trace follows
     */
    public ErrorReport(Terminal terminal, boolean debug) {
        this.terminal = terminal;
        this.debug = debug;
    }

    /** Writes the line and gives the exit code: 2 for what the user can put right, otherwise 1. */
    public int report(Throwable error) {
        terminal.out().flush();
        causes(error)
                .filter(InvalidExperiment.class::isInstance)
                .findFirst()
                .ifPresent(invalid -> ((InvalidExperiment) invalid)
                        .problems()
                        .forEach(problem -> terminal.err().println(problem)));
        Optional<String> message =
                error instanceof ParameterException usage ? Optional.of(usageMessage(usage)) : userMessage(error);
        line(message.orElseGet(
                () -> failureMessage(error) + (debug ? "" : " (run again with --debug for the stack trace)")));
        trace(error);
        return message.isPresent() ? USER_CAN_PUT_RIGHT : UNEXPECTED;
    }

    /** Writes the stack trace, if it is wanted. */
    void trace(Throwable error) {
        if (debug) {
            error.printStackTrace(terminal.err());
        }
    }

    private void line(String message) {
        String name = terminal.color() ? "\u001b[31mcapsnet:\u001b[0m " : "capsnet: ";
        terminal.err().println(name + message.strip().replaceAll("\\s*\\R\\s*", " "));
    }

    /** Libraries wrap what a provider or a data thread threw, so the user's error may lie deeper. */
    private static Optional<String> userMessage(Throwable error) {
        return causes(error)
                .filter(e -> USER_ERRORS.stream().anyMatch(type -> type.isInstance(e)))
                .map(Throwable::getMessage)
                .findFirst();
    }

    private static Stream<Throwable> causes(Throwable error) {
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause);
    }

    private static String failureMessage(Throwable error) {
        Throwable cause = error.getCause();
        if (cause != null && (error instanceof PicocliException || error instanceof ProvisionException)) {
            return failureMessage(cause);
        }
        String message = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
        return error instanceof RoutingFailure ? message : "unexpected failure: " + message;
    }

    private static String usageMessage(ParameterException error) {
        String command = error.getCommandLine().getCommandSpec().qualifiedName();
        String help = " See: " + Launcher.pasted() + command.substring(Launcher.NAME.length()) + " --help";
        if (!(error instanceof UnmatchedArgumentException unmatched)) {
            return sentence(error.getMessage().replaceAll("is not an? (int|long)$", "is not a whole number")) + help;
        }
        String word = unmatched.getUnmatched().get(0);
        String what = unmatched.isUnknownOption()
                ? command + " has no option \"" + word + "\"."
                : error.getCommandLine().getSubcommands().isEmpty()
                        ? command + " takes no further argument, but got \"" + word + "\"."
                        : "No command is called \"" + word + "\".";
        String nearest = unmatched.getSuggestions().stream()
                .map(suggestion -> '"' + suggestion + '"')
                .collect(Collectors.joining(" or "));
        return what + (nearest.isEmpty() ? "" : " Did you mean " + nearest + "?") + help;
    }

    private static String sentence(String message) {
        return message.endsWith(".") || message.endsWith("?") ? message : message + ".";
    }
}
