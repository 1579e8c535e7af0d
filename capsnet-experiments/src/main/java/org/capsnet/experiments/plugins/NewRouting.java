// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import org.capsnet.experiments.UserError;
import org.capsnet.routing.spi.RoutingCatalog;

/**
 * A project to be made for a routing plug-in.
 *
 * @param name of the routing and of the project
 * @param javaPackage of its classes
 * @param folder of the project; absent or empty
 */
public record NewRouting(String name, String javaPackage, Path folder) {

    /** Narrower than Java's own rule, since the package is also the project's group in Maven. */
    private static final String PACKAGE = "[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*";

    /**
     * Checks all three.
     *
     * @throws UserError if one won't do
     */
    public NewRouting {
        if (!RoutingCatalog.isName(name)) {
            throw new UserError(
                    "\"" + name + "\" can't be the name of a routing. Use lower-case words joined by hyphens,"
                            + " at most 63 characters in all, for example " + example(name) + ".");
        }
        if (!javaPackage.matches(PACKAGE) || !SourceVersion.isName(javaPackage)) {
            throw new UserError(
                    "--package must be the name of a Java package in lower case, such as com.example, but is" + " \""
                            + javaPackage + "\".");
        }
        if (Files.exists(folder) && !isEmptyFolder(folder)) {
            throw new UserError(folder + " is there already and isn't an empty folder. Choose another with --dir.");
        }
    }

    private static String example(String name) {
        String kebab = name.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^[-0-9]+|-+$", "");
        return RoutingCatalog.isName(kebab) ? kebab : "my-routing";
    }

    private static boolean isEmptyFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }
}
