// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.capsnet.core.routing.ClassOrigin;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.plugins.Maven;
import org.capsnet.experiments.plugins.NewRouting;
import org.capsnet.experiments.plugins.RoutingArchetype;
import org.capsnet.experiments.terminal.Terminal;
import org.capsnet.routing.spi.RoutingCatalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code capsnet new-routing}: a project to write a plug-in in. */
@Command(
        name = "new-routing",
        header = {
            "Make a project for a routing of your own.",
            "",
            "Examples:",
            "  capsnet new-routing my-routing",
            "  capsnet new-routing my-routing --package org.example.capsules --dir ~/work/my-routing",
            "",
        },
        synopsisHeading = "Usage: ",
        sortOptions = false,
        sortSynopsis = false,
        parameterListHeading = "%n",
        optionListHeading = "%n",
        footer = {
            "",
            "The project has a routing that works, its tests, a README and Maven's wrapper, and needs nothing in",
            "this folder changed. It finds capsnet in the local Maven repository, where this command puts it.",
        })
final class NewRoutingCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "NAME",
            description = "Name of the routing and of the project: lower-case words joined by hyphens.")
    private String name;

    @Option(
            names = "--package",
            paramLabel = "P",
            defaultValue = "com.example",
            description = "Java package of its classes. Default: ${DEFAULT-VALUE}")
    private String javaPackage;

    @Option(names = "--dir", paramLabel = "DIR", description = "Folder of the project, absent or empty. Default: NAME")
    private Path dir;

    // A provider, since the help of this command must show whatever is wrong with the plug-ins.
    private final Provider<RoutingCatalog> catalog;
    private final Terminal terminal;

    @Inject
    NewRoutingCommand(Provider<RoutingCatalog> catalog, Terminal terminal) {
        this.catalog = catalog;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        NewRouting routing = new NewRouting(name, javaPackage, dir == null ? Path.of(name) : dir);
        requireFree(catalog.get());
        Maven maven = Maven.ofProcess();
        BuildProperties build = BuildProperties.read();
        RoutingArchetype archetype = new RoutingArchetype(maven, build.version(), build.archetype());
        terminal.note("capsnet: putting capsnet into the local Maven repository, since Maven Central doesn't have it");
        archetype.install();
        archetype.generate(routing);
        terminal.note("Made " + routing.folder() + ". Next:");
        String folder = ShellWord.quoted(routing.folder().toString());
        terminal.out().println("cd " + folder + " && ./mvnw verify && cd -");
        terminal.out()
                .println(Launcher.pasted() + " --plugins "
                        + ShellWord.quoted(routing.folder().resolve("target").toString()) + " quickstart --routing "
                        + name);
        return 0;
    }

    private void requireFree(RoutingCatalog known) {
        if (known.names().contains(name)) {
            throw new UserError("There is a routing \"" + name + "\" already, from "
                    + ClassOrigin.of(known.plugin(name).getClass()) + ". Choose another name.");
        }
    }
}
